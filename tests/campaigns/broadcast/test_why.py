"""Why somebody is written to then and there."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from campaigns.broadcast.hours import NO_FREE_HOUR
from campaigns.broadcast.strategy import Way
from campaigns.broadcast.why import why_them
from personalization.send_time import Reason

PORTLAND = ZoneInfo("America/Los_Angeles")
RUNNING = SimpleNamespace(state="running", reason="")
NOBODY = {
    "message_id": None, "held_out": False, "way_reason": "", "planned_at": None,
    "hour_reason": "", "confidence": None, "wished_at": None, "cap_fate": "",
}  # fmt: skip
NOON = dt.datetime(2027, 6, 20, 19, tzinfo=dt.UTC)


def said(campaign=RUNNING, **given):
    return [line.text for line in why_them(SimpleNamespace(**NOBODY | given), campaign, PORTLAND)]


def test_where_nothing_was_chosen_there_is_nothing_to_say():
    assert said() == []
    assert said(way_reason=Way.ONLY.value, planned_at=NOON) == []


def test_an_hour_says_why_and_how_sure():
    assert said(planned_at=NOON, hour_reason=Reason.PERSON.value, confidence=0.724) == [
        "Planned for Sun 20 Jun 2027, 12:00 PDT: when this person usually answers, 72% sure."
    ]


@pytest.mark.parametrize("reason", [*Reason, NO_FREE_HOUR])
def test_every_reason_of_an_hour_is_a_sentence(reason):
    (sentence,) = said(planned_at=NOON, hour_reason=str(reason))

    assert str(reason) not in sentence


@pytest.mark.parametrize("way", [way for way in Way if way is not Way.ONLY])
def test_every_reason_of_a_channel_is_a_sentence(way):
    (sentence,) = said(way_reason=way.value)

    assert way.value not in sentence


def test_reasons_of_a_later_version_are_shown_as_they_are():
    assert said(planned_at=NOON, hour_reason="MOON", way_reason="WAY_PIGEON") == [
        "Planned for Sun 20 Jun 2027, 12:00 PDT: MOON.",
        "By this channel: WAY_PIGEON.",
    ]


def test_who_is_held_out_is_told_so():
    assert said(held_out=True)[0].startswith("Held out")


def test_whoever_waits_for_a_pause_to_end_learns_its_reason():
    paused = SimpleNamespace(state="paused", reason="its own budget is used up")

    assert said(paused) == ["The campaign is paused: its own budget is used up."]
    assert said(SimpleNamespace(state="paused", reason="")) == [
        "The campaign is paused: resume it."
    ]
    assert said(paused, message_id=1) == []


def test_whoever_was_never_written_to_learns_why():
    cancelled = SimpleNamespace(state="cancelled", reason="")

    assert said(cancelled) == ["Never written: the campaign was cancelled."]


def test_whom_a_cap_moved_or_left_out_reads_it():
    later = NOON + dt.timedelta(days=1)
    (moved,) = said(planned_at=later, wished_at=NOON, cap_fate="moved", hour_reason="MOON")
    assert moved == (
        "Moved to Mon 21 Jun 2027, 12:00 PDT from Sun 20 Jun 2027, 12:00 PDT:"
        " your limits were reached by then."
    )
    assert said(planned_at=NOON, wished_at=NOON, cap_fate="skipped") == [
        "Left out: one more would be more than your limits allow."
    ]
