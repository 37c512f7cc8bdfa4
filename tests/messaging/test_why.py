"""Why a message went or waits, in sentences."""

import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.policy.judge import gates
from messaging.policy.plain import plain
from messaging.why import IN_ORDER, Line, spoken, why, zone_name
from tests.messaging.policy.strategies import facts as facts_of_every_kind

PORTLAND = ZoneInfo("America/Los_Angeles")
NOON = dt.datetime(2027, 6, 20, 19, tzinfo=dt.UTC)
THEN, LATER = "2027-06-20T18:59:59+00:00", "2027-06-20T19:00:00.500000+00:00"
CALM = {
    "purpose": "helpful",
    "channel": "email",
    "address": True,
    "consent": "",
    "suppressed": "",
    "life": "booked",
    "protected": [],
    "expires_at": None,
    "vendor_paused": False,
}


def texts(lines):
    return [line.text for line in lines]


def objection(gate="wedding_day", said="wait", reason="their wedding day", until=""):
    return {"gate": gate, "said": said, "reason": reason, "until": until}


@given(st.sampled_from(sorted(gates())), st.sampled_from(["wait", "block"]))
def test_a_gate_that_objects_never_also_agrees(gate, said):
    lines = why(CALM, [objection(gate=gate, said=said)], PORTLAND)

    assert [line.gate for line in lines].count(gate) == 1


@given(st.text(min_size=1, max_size=60))
def test_an_unknown_gate_still_speaks(reason):
    first = why(CALM, [objection(gate="full_moon", reason=reason)], PORTLAND)[0]

    assert (first.mark, first.gate) == ("wait", "full_moon")
    assert first.text.endswith(f"{reason[1:]}.")


@given(st.sets(st.sampled_from(sorted(gates()))))
def test_objections_stand_before_what_is_in_order(objecting):
    lines = why(CALM, [objection(gate=gate) for gate in sorted(objecting)], PORTLAND)

    marks = [line.mark for line in lines]
    assert marks == sorted(marks)  # "wait" before "yes"


def test_every_gate_has_a_sentence_for_when_all_is_well():
    assert set(IN_ORDER) == set(gates())


def test_a_message_in_order_says_what_was_looked_at():
    assert texts(why(CALM, [], PORTLAND)) == [
        "This helpful message needs no yes of its own, and nobody said no.",
        "Their wedding is booked.",
        "There is an address for email.",
        "The address has not bounced, and nobody complained from it.",
        "Your sending is not paused.",
    ]


def test_a_wait_names_its_end_in_the_zone_of_the_vendor():
    lines = why(CALM, [objection(until=NOON.isoformat())], PORTLAND)

    assert lines[0] == Line(
        "wait", "Their wedding day: held until Sun 20 Jun 2027, 12:00 PDT.", "wedding_day"
    )


def test_a_block_is_a_no():
    said = objection("consent", "block", "no consent to marketing on record")

    assert why(CALM, [said], PORTLAND)[0].mark == "no"


def test_a_yes_is_named_with_what_it_is_for():
    facts = CALM | {"purpose": "marketing", "consent": "granted"}

    assert texts(why(facts, [], PORTLAND))[0] == "They said yes to marketing messages by email."


def test_the_wedding_day_is_spoken_of_where_there_is_one():
    window = [[NOON.isoformat(), NOON.isoformat()]]

    assert "It is not their wedding day, nor the hours around it." in texts(
        why(CALM | {"protected": window}, [], PORTLAND)
    )
    assert "An emergency may reach them on their wedding day." in texts(
        why(CALM | {"purpose": "emergency", "protected": window}, [], PORTLAND)
    )


def test_what_ends_says_when():
    facts = CALM | {"expires_at": NOON.isoformat()}

    assert texts(why(facts, [], PORTLAND))[-1] == (
        "In time: of use until Sun 20 Jun 2027, 12:00 PDT."
    )


def test_an_unusual_life_is_not_explained():
    assert "wedding" not in " ".join(texts(why(CALM | {"life": ""}, [], PORTLAND)))


def test_a_new_date_of_a_postponed_wedding_is_explained():
    told = " ".join(texts(why(CALM | {"life": "postponed", "new_date": True}, [], PORTLAND)))

    assert "its new day is known" in told


def test_a_zone_without_letters_goes_by_its_city():
    assert zone_name(NOON, ZoneInfo("America/Sao_Paulo")) == "Sao Paulo time"
    assert spoken(NOON, ZoneInfo("America/Sao_Paulo")) == "Sun 20 Jun 2027, 16:00 Sao Paulo time"


def said_by(gate, **facts):
    lines = why(CALM | {"now": NOON.isoformat()} | facts, [], PORTLAND)
    return [line.text for line in lines if line.gate == gate]


@pytest.mark.parametrize(
    ("gate", "facts", "sentences"),
    [
        ("quiet_hours", {"channel": "email"}, []),
        (
            "quiet_hours",
            {"channel": "sms", "zones": ["America/New_York", "Europe/Berlin"]},
            ["It is 15:00 or 21:00 where they are, and no quiet hours there."],
        ),
        (
            "quiet_hours",
            {"channel": "push"},
            ["It is 19:00 where they are, and no quiet hours there."],
        ),
        (
            "quiet_hours",
            {"channel": "sms", "purpose": "emergency"},
            ["An emergency may ring at any hour."],
        ),
        ("saturday", {}, []),
        ("saturday", {"saturday_blanket": True}, ["It is not Saturday where they are."]),
        (
            "saturday",
            {"saturday_blanket": True, "purpose": "emergency"},
            ["An emergency may reach them on a Saturday."],
        ),
        ("frequency", {}, []),
        ("frequency", {"caps": [[3, 24]], "purpose": "contractual"}, []),
        (
            "frequency",
            {"caps": [[3, 24]]},
            ["They have had no messages lately, within your cap."],
        ),
        (
            "frequency",
            {"caps": [[3, 24]], "recent": [[THEN, "helpful", "sms"], [THEN, "contractual", "sms"]]},
            ["They have had 1 message lately, within your cap."],
        ),
        ("budget", {}, []),
        ("budget", {"budget_left_micros": 0}, ["The email budget covers it."]),
        (
            "budget",
            {"budget_left_micros": 0, "purpose": "contractual"},
            ["It goes out whatever the budget has left."],
        ),
        ("peak_season", {"peak": [[THEN, LATER]]}, []),
        (
            "peak_season",
            {"peak": [[THEN, LATER]], "invites_reply": True},
            ["It is among what you keep sending in your peak season."],
        ),
        (
            "peak_season",
            {"peak": [[LATER, LATER]], "invites_reply": True},
            ["It is not your peak season."],
        ),
        ("whatsapp_window", {"channel": "sms"}, []),
        (
            "whatsapp_window",
            {"channel": "whatsapp", "window_until": LATER},
            ["They wrote within the last 24 hours, so it may be in your own words."],
        ),
        (
            "whatsapp_window",
            {"channel": "whatsapp", "window_until": THEN},
            ["WhatsApp has approved its template."],
        ),
        (
            "whatsapp_window",
            {"channel": "whatsapp"},
            ["WhatsApp has approved its template."],
        ),
        ("missing_content", {}, []),
        ("missing_content", {"law": "2026-11-25"}, ["It has something to say for every field."]),
        ("approval", {}, []),
        ("approval", {"law": "2026-11-25"}, ["It waits for nobody's approval."]),
        ("vendor_paused", {"vendor_paused": True}, []),
        ("switched_off", {}, []),
        (
            "switched_off",
            {"switched_off": "SMS is down"},
            ["Switched off by WedSync, but an emergency leaves all the same."],
        ),
    ],
)
def test_each_gate_says_what_was_in_order(gate, facts, sentences):
    assert said_by(gate, **facts) == sentences


@given(given_facts=facts_of_every_kind)
def test_what_a_decision_stores_can_always_be_told(given_facts):
    lines = why(json.loads(json.dumps(plain(given_facts))), [], PORTLAND)

    assert all(line.text.endswith(".") for line in lines)
