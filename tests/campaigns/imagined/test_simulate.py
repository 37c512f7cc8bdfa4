"""What is simulated is what happens."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Min, Q

from campaigns.caps.plan_caps import plan_caps_all
from campaigns.imagined.replay_past import replay_past
from campaigns.imagined.simulate import simulate
from campaigns.models import CapMove, PlannedStep
from campaigns.simulation import Fate, Rules
from campaigns.simulation.room import next_turn
from campaigns.timeline import Reason, Stand
from campaigns.timelines.release import release_all
from messaging.dispatch import dispatch
from messaging.models import Consent, Handed, Message
from messaging.policy.facts import Cap
from messaging.recover import wake
from messaging.states import WAITING
from personalization.compile import compile_draft
from personalization.draft import Draft
from tests.campaigns.crowded import ruled
from tests.campaigns.inside import entered, published, step
from tests.factories import (
    AccountFactory,
    PersonFactory,
    VariantFactory,
    VendorFactory,
    WeddingDayFactory,
    WeddingFactory,
)
from tests.messaging.texts import twilio
from tests.virtual_time import virtual_time
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

START = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
DAYS = 90
TICK = dt.timedelta(microseconds=1)
SAID = "Hi {{ person.first_name }}! {{ vendor.name }}. Reply STOP to opt out"
TEXT = compile_draft(
    Draft(subject="", blocks=[{"type": "text", "text": SAID}], channel="sms"), purpose="helpful"
)
ZONES = ("America/Los_Angeles", "America/St_Johns", "Europe/Lisbon", "Pacific/Honolulu")
WHEN = {"anchor": "wedding_day", "at": "10:00"}


@pytest.fixture
def clock(committed):
    with virtual_time(START) as clock:
        yield clock


def couple(vendor, number):
    """A wedding in one of the next months, somewhere in the world, of one or of three days."""
    day = dt.date(2027, 3, 20) + dt.timedelta(days=11 * number)
    wedding = WeddingFactory(client__vendor=vendor, date=day, timezone=ZONES[number % 4])
    for after in range(number % 3):
        WeddingDayFactory(wedding=wedding, day=day + dt.timedelta(days=after))
    for role in ("partner_a", "partner_b", "planner")[: 2 + number % 2]:
        person = PersonFactory(client=wedding.client, role=role, phone="+14155550123")
        with operator():
            for purpose in ("helpful", "marketing", "contractual"):
                Consent.objects.create(
                    vendor=vendor, person=person, channel="sms", purpose=purpose, granted=True
                )
    return wedding


def timeline(vendor):
    """Steps that meet quiet hours, protected days, caps, each other, and their late policies."""
    text = VariantFactory(version__template__vendor=vendor, channel="sms", compiled=TEXT)
    by_text = {"channels": ["sms"], "template": str(text.version.template_id)}
    return published(
        vendor,
        step("welcome", when={"anchor": "wedding_day", "months": -4}, late="compress"),
        step("style", when=WHEN | {"weeks": -6}, late="compress"),
        step("count", when=WHEN | {"days": -14}, purpose="contractual", late="critical"),
        step("late_text", when=WHEN | {"days": -10, "at": "22:30"}, role="couple", **by_text),
        step("offer", when=WHEN | {"days": -9}, purpose="marketing"),
        step("tips", when=WHEN | {"days": -8, "at": "11:00"}),
        step("eve", when=WHEN | {"days": -1, "at": "15:00"}, role="planner"),
        step("morning", when=WHEN | {"at": "08:00"}),
        step("thanks", when=WHEN | {"days": 2}, **by_text),
        step("year", when={"anchor": "anniversary", "at": "09:00"}),
    )


TIGHT = {
    "for each person": [{"most": 1, "days": 7}],
    "for couples, by the week": [
        {"most": 1, "per": "week", "scope": "couple"},
        {"most": 1, "per": "day", "purposes": ["contractual", "helpful"], "scope": "couple"},
    ],
    "left out": [{"most": 2, "per": "month", "on_exceed": "skip"}],
    "asked": [{"most": 1, "days": 14, "scope": "channel", "on_exceed": "ask"}],
}


@pytest.fixture
def season(clock, sandbox):
    vendor = VendorFactory(cap_messages=1, cap_days=3, saturday_blanket=True)
    AccountFactory()
    twilio()
    entered(timeline(vendor), *(couple(vendor, number) for number in range(9)), now=START)
    return vendor


@pytest.fixture(params=TIGHT)
def tight(request, season):
    for rule in TIGHT[request.param]:
        ruled(season, **rule)
    return season


def happened():
    """What was handed over: the message's key, its channel, and the instant."""
    with operator():
        rows = Handed.objects.filter(handover__outcome="accepted").values_list(
            "message__dedupe_key", "message__channel", "handover__intent_at"
        )
        return sorted(rows)


def live(clock, until):
    """From one instant at which something is due to the next, as workers would."""
    while clock.at < until:
        if clock.at == next_turn(clock.at):
            plan_caps_all(clock.at)
        if clock.at in {START, following(clock.at - TICK)}:
            release_all()
            wake()
            while dispatch(5.0):
                pass
        turn = next_turn(clock.at + TICK)
        clock.move_to(min(following(clock.at) or until, turn, until))


def following(now):
    with operator():
        steps = PlannedStep.objects.filter(
            Q(state=Stand.PLANNED.value) | Q(reason=Reason.CONDITION.value),
            due_at__gt=now,
            left_at=None,
        )
        waiting = Message.objects.filter(state__in=list(WAITING), not_before__gt=now)
        found = steps.aggregate(at=Min("due_at")), waiting.aggregate(at=Min("not_before"))
    return min((row["at"] for row in found if row["at"]), default=None)


def simulated(vendor, days=DAYS, **rules):
    with tenant(vendor.pk):
        return simulate(vendor, days, START, Rules(**rules))


def replayed(vendor, until, **rules):
    with tenant(vendor.pk):
        lines = replay_past(vendor, START, until, Rules(**rules)).lines
    return sorted((line.key, line.channel, line.at) for line in lines if line.fate is Fate.SENT)


def sent_in(season):
    return sorted(
        (line.key, line.channel, line.at) for line in season.lines if line.fate is Fate.SENT
    )


@pytest.mark.walk
def test_ninety_days_run_exactly_as_they_were_simulated(season, clock, sandbox):
    foreseen = simulated(season)
    sent = sent_in(foreseen)

    live(clock, foreseen.end)

    assert happened() == sent
    assert len(sandbox.accepted()) == len(sent)
    assert replayed(season, clock.at) == sent
    assert replayed(season, clock.at, cap=Cap(1, 14 * 24)) != sent
    assert foreseen.figures.capped
    assert foreseen.figures.protected
    assert len(sent) > 40


@pytest.mark.walk
def test_tight_caps_move_in_the_run_what_they_moved_in_the_simulation(tight, clock, sandbox):
    foreseen = simulated(tight)

    live(clock, foreseen.end)

    assert happened() == sent_in(foreseen)
    assert any(line.planned is Reason.CAP for line in foreseen.lines)
    with operator():
        assert CapMove.objects.exists()


def test_a_simulation_writes_nothing(season, clock):
    simulated(season)
    with operator():
        assert not Message.objects.exists()
    assert following(START)


def test_a_lower_cap_is_tried_without_being_set(season, clock):
    assert simulated(season, cap=Cap(1, 14 * 24)).figures.capped > simulated(season).figures.capped


def test_the_command_prints_days_and_reasons(season, clock):
    out = StringIO()
    call_command("simulate", season.slug, "--days", "30", stdout=out)
    assert "2027-03-01 to 2027-03-31" in out.getvalue()
    assert "email" in out.getvalue()


def test_the_command_prints_every_line_as_json(season, clock):
    out = StringIO()
    call_command("simulate", season.slug, "--json", "--cap", "1", "--saturdays", "free", stdout=out)
    lines = json.loads(out.getvalue())
    assert {line["fate"] for line in lines} >= {"sent", "dropped"}
    assert all(line["key"] for line in lines if line["fate"] == "sent")


@pytest.mark.django_db
def test_an_unknown_vendor_and_an_endless_season_are_refused(vendor):
    with pytest.raises(CommandError, match="no vendor called 'nobody'"):
        call_command("simulate", "nobody")
    with pytest.raises(CommandError, match="1 to 1098 days"):
        call_command("simulate", vendor.slug, "--days", "0")
    with tenant(vendor.pk), pytest.raises(Refusal):
        simulate(vendor, 2000, START)
