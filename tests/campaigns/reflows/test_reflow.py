"""A wedding's facts change: the plan follows, nothing is said twice, and there is a way back."""

import datetime as dt
from dataclasses import replace

import pytest

from campaigns.models import Reflow, StepMessage
from campaigns.reflows import reflow as verbs
from campaigns.reflows.facts import facts_of
from campaigns.reflows.preview import preview
from campaigns.timeline.difference import Kind
from messaging.shift import shift
from messaging.states import State
from tests.campaigns.inside import NOW, entered, published, rows, step
from tests.campaigns.moves import (
    PACIFIC,
    day,
    fresh,
    messages,
    move,
    proposed,
    say,
    to,
    undo,
)
from tests.factories import PersonFactory, WeddingDayFactory, WeddingFactory
from wedsync.billing.models import Price
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import Precision
from wedsync.weddings.models import Milestone, Wedding, WeddingDay

pytestmark = pytest.mark.django_db
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)  # six weeks before, ten in the morning there
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def wedding(vendor):
    return WeddingFactory(client__vendor=vendor, client__name="Lena & Marc")


@pytest.fixture
def lena(wedding):
    return PersonFactory(client=wedding.client)


@pytest.fixture
def inside(wedding, lena):
    timeline = published(
        wedding.vendor,
        step("six_weeks"),
        step("day_after", when={"anchor": "wedding_day", "days": 3}),
        step("balance", when={"anchor": "balance_due", "days": -3}),
    )
    return entered(timeline, wedding)[0]


def kinds(lines):
    return {line.change.slot.key: line.change.kind for line in lines}


def state_of(enrollment):
    with operator():
        enrollment.refresh_from_db()
    return enrollment.state


def test_the_difference_is_shown_and_nothing_is_written(wedding, inside):
    before = rows(inside)
    with tenant(wedding.vendor_id):
        found = preview(wedding, to(wedding, day(1, 20)), NOW)

    assert kinds(found.lines) == {
        "six_weeks": Kind.LATE,
        "day_after": Kind.MOVED,
        "balance": Kind.UNCHANGED,
    }
    assert fresh(wedding).date == day(6, 19)
    assert {key: row.due_at for key, row in rows(inside).items()} == {
        key: row.due_at for key, row in before.items()
    }


def test_what_was_shown_is_what_is_done(wedding, inside):
    WeddingDayFactory(wedding=wedding, kind="rehearsal", day=day(6, 18))
    with tenant(wedding.vendor_id):
        after = to(wedding, day(9, 4))
        shown = preview(wedding, after, NOW).lines
        made = verbs.propose(wedding, after, source="test", actor="user:1")
        assert verbs.apply(made, NOW, "user:1") == shown


def test_applying_moves_facts_and_rows_together_and_keeps_the_difference(wedding, inside):
    WeddingDayFactory(wedding=wedding, kind="rehearsal", day=day(6, 18))
    made = move(wedding, day(6, 26))

    assert fresh(wedding).date == day(6, 26)
    assert rows(inside)["six_weeks"].due_at == MAY + 7 * DAY
    assert (made.state, made.after["date"]) == ("applied", "2027-06-26")
    assert {one["step"]: one["kind"] for one in made.changes} == {
        "six_weeks": "moved",
        "day_after": "moved",
    }
    with operator():
        assert WeddingDay.objects.get(wedding=wedding).day == day(6, 25)
        event = Event.objects.get(verb="reflow.applied")
    assert (event.actor, event.data["touched"]) == ("user:1", 2)


def test_undoing_brings_facts_and_rows_back(wedding, inside):
    WeddingDayFactory(wedding=wedding, kind="rehearsal", day=day(6, 18), starts_at=dt.time(18))
    with operator():
        Milestone.objects.create(
            vendor_id=wedding.vendor_id, wedding=wedding, name="balance_due", day=day(5, 1)
        )
    with tenant(wedding.vendor_id):
        before = facts_of(wedding)
    first = move(wedding, day(9, 4), milestones=True)
    second = move(wedding, None, precision=Precision.OPEN)
    assert rows(inside)["six_weeks"].reason == "DATE_UNKNOWN"

    undo(second)
    undo(first)

    with tenant(wedding.vendor_id):
        assert facts_of(wedding) == before
    assert rows(inside)["six_weeks"].due_at == MAY
    assert first.state == "undone"


def test_only_the_last_word_about_a_fact_can_be_undone(wedding, inside):
    first = move(wedding, day(9, 4))
    move(wedding, day(9, 11))

    with pytest.raises(Refusal, match="changed since"):
        undo(first)
    assert fresh(wedding).date == day(9, 11)


def test_a_change_of_another_fact_can_be_undone_by_itself(wedding, inside):
    first = move(wedding, day(9, 4))
    with tenant(wedding.vendor_id):
        zone = replace(facts_of(wedding), zone="America/New_York")
        verbs.apply(verbs.propose(wedding, zone, source="t", actor="u"), NOW, "user:1")

    undo(first)
    assert (fresh(wedding).date, fresh(wedding).timezone) == (day(6, 19), "America/New_York")


def test_a_proposal_waits_and_can_be_refused(wedding, inside):
    with tenant(wedding.vendor_id):
        made = proposed(wedding, day(9, 4))
        assert (made.state, fresh(wedding).date) == ("proposed", day(6, 19))
        verbs.refuse(made, NOW, "user:1")
        with pytest.raises(Refusal, match="decided already"):
            verbs.apply(made, NOW, "user:1")
    assert (made.state, fresh(wedding).date) == ("refused", day(6, 19))


def test_a_proposal_about_facts_that_have_changed_is_not_applied(wedding, inside):
    with tenant(wedding.vendor_id):
        made = proposed(wedding, day(9, 4))
    move(wedding, day(8, 7))

    with pytest.raises(Refusal, match="changed since"), tenant(wedding.vendor_id):
        verbs.apply(made, NOW, "user:1")


def test_nothing_is_no_change(wedding):
    with tenant(wedding.vendor_id), pytest.raises(Refusal, match="stands there already"):
        proposed(wedding, day(6, 19))


def test_what_has_left_stays_left_and_is_named(wedding, lena, inside):
    made = move(wedding, day(6, 26))
    say(rows(inside)["six_weeks"], [lena], MAY + 7 * DAY)
    with tenant(wedding.vendor_id):
        shift([messages(wedding)[0].pk], State.CLAIMED)

    gone = undo(made, MAY + 8 * DAY)

    assert [line.change.slot.key for line in gone] == ["six_weeks"]
    assert rows(inside)["six_weeks"].state == "left"
    assert [one.state for one in messages(wedding)] == ["claimed"]


@pytest.mark.parametrize("hold", [None, State.HELD])
def test_a_message_that_waits_comes_back_with_its_step(wedding, lena, inside, hold):
    say(rows(inside)["six_weeks"], [lena], MAY)
    if hold:
        with tenant(wedding.vendor_id):
            shift([messages(wedding)[0].pk], hold, "no address")

    made = move(wedding, day(9, 4), MAY + MINUTE)

    row = rows(inside)["six_weeks"]
    assert (row.state, row.left_at, row.due_at) == ("planned", None, MAY + 77 * DAY)
    assert [(one.state, one.reason) for one in messages(wedding)] == [
        ("cancelled", "the plan moved before it left")
    ]
    assert [one["back"] for one in made.changes if one["step"] == "six_weeks"] == [True]


def test_it_is_said_once_again_at_its_new_time(wedding, lena, inside):
    say(rows(inside)["six_weeks"], [lena], MAY)
    move(wedding, day(9, 4), MAY + MINUTE)
    say(rows(inside)["six_weeks"], [lena], MAY + 77 * DAY)

    assert [one.state for one in messages(wedding)] == ["cancelled", "queued"]
    with operator():
        assert StepMessage.objects.get().message_id == messages(wedding)[1].pk


def test_undoing_at_once_says_it_after_all(wedding, lena, inside):
    """It was on its way: its moment has passed, and yet it isn't late."""
    say(rows(inside)["six_weeks"], [lena], MAY)
    made = move(wedding, day(9, 4), MAY + MINUTE)

    undo(made, MAY + 2 * MINUTE)

    row = rows(inside)["six_weeks"]
    assert (row.state, row.due_at) == ("planned", MAY + 2 * MINUTE)


def test_a_message_whose_moment_stays_waits_on(wedding, lena, inside):
    with operator():
        Milestone.objects.create(
            vendor_id=wedding.vendor_id, wedding=wedding, name="balance_due", day=day(5, 1)
        )
    move(wedding, day(6, 20))
    say(rows(inside)["balance"], [lena])

    move(wedding, day(9, 4))
    assert [one.state for one in messages(wedding)] == ["queued"]
    assert rows(inside)["balance"].state == "left"


@pytest.mark.parametrize("state", [State.CLAIMED, State.SENDING, State.UNKNOWN, State.SENT])
def test_what_is_with_a_worker_or_was_is_left_alone(wedding, lena, inside, state):
    say(rows(inside)["six_weeks"], [lena], MAY)
    path = [State.CLAIMED, State.SENDING, State.UNKNOWN, State.SENT]
    with tenant(wedding.vendor_id):
        for one in path[: path.index(state) + 1]:
            shift([messages(wedding)[0].pk], one)

    move(wedding, day(9, 4), MAY + MINUTE)
    assert [one.state for one in messages(wedding)] == [state]
    assert rows(inside)["six_weeks"].state == "left"


def test_what_was_tried_before_is_not_taken_back_although_it_waits(wedding, lena, inside):
    """It went back into the queue after an intent: nobody proves that it never left."""
    say(rows(inside)["six_weeks"], [lena], MAY)
    with tenant(wedding.vendor_id):
        for one in (State.CLAIMED, State.SENDING, State.QUEUED):
            shift([messages(wedding)[0].pk], one)

    move(wedding, day(9, 4), MAY + MINUTE)
    assert [one.state for one in messages(wedding)] == ["queued"]
    assert rows(inside)["six_weeks"].state == "left"


def test_a_couple_hears_a_step_together_or_not_at_all(wedding, lena, inside):
    marc = PersonFactory(client=wedding.client, role="partner_b", given_name="Marc")
    say(rows(inside)["six_weeks"], [lena, marc], MAY)
    with tenant(wedding.vendor_id):
        shift([messages(wedding)[0].pk], State.CLAIMED)

    move(wedding, day(9, 4), MAY + MINUTE)
    assert [one.state for one in messages(wedding)] == ["claimed", "queued"]


@pytest.mark.parametrize("life", ["cancelled", "separated", "bereaved"])
def test_the_end_of_a_wedding_stops_everything_and_undoing_it_restarts(wedding, lena, inside, life):
    say(rows(inside)["six_weeks"], [lena], MAY)
    with tenant(wedding.vendor_id):
        after = replace(facts_of(wedding), life=life)
        made = verbs.propose(wedding, after, source="test", actor="user:1")
        verbs.apply(made, MAY + MINUTE, "user:1")

    assert state_of(inside) == "stopped"
    assert {row.state for row in rows(inside).values()} == {"held"}
    assert [one.state for one in messages(wedding)] == ["cancelled"]

    undo(made, MAY + 2 * MINUTE)
    assert state_of(inside) == "active"
    assert rows(inside)["six_weeks"].due_at == MAY + 2 * MINUTE


def test_another_role_is_a_fact_too(wedding, lena, inside):
    with tenant(wedding.vendor_id):
        after = replace(facts_of(wedding), roles={str(lena.pk): "planner"})
        made = verbs.propose(wedding, after, source="test", actor="user:1")
        verbs.apply(made, NOW, "user:1")
        lena.refresh_from_db()
        assert lena.role == "planner"
        verbs.undo(made, NOW, "user:1")
        lena.refresh_from_db()
    assert lena.role == "partner_a"


def test_what_no_longer_comes_is_money_saved(wedding, lena, vendor):
    entered(published(vendor, step("a"), step("b", when={"anchor": "inquiry"})), wedding)
    with operator():
        Price.objects.create(
            vendor=vendor,
            channel="email",
            provider="*",
            country="*",
            unit="message",
            micros=400,
            currency="USD",
            from_day=dt.date(2026, 1, 1),
        )
    with tenant(vendor.pk):
        found = preview(wedding, to(wedding, day(1, 20)), NOW)
        assert [(one.micros, one.currency) for one in found.cost] == [(-400, "USD")]
        assert preview(wedding, to(wedding, day(9, 4)), NOW).cost == ()


def test_a_wedding_inside_nothing_may_move_too(wedding):
    made = move(wedding, day(9, 4))
    assert (fresh(wedding).date, made.changes) == (day(9, 4), [])


def test_another_vendors_wedding_is_not_there(wedding, inside):
    other = WeddingFactory()
    with tenant(other.vendor_id), pytest.raises(Wedding.DoesNotExist):
        verbs.propose(wedding, replace(facts_of(other)), source="x", actor="x")
    with operator():
        assert not Reflow.objects.exists()


def test_the_zone_is_the_venues(wedding, inside):
    with tenant(wedding.vendor_id):
        after = replace(facts_of(wedding), zone="Europe/Rome")
        made = verbs.propose(wedding, after, source="test", actor="user:1")
        verbs.apply(made, NOW, "user:1")
    assert fresh(wedding).timezone == "Europe/Rome"
    assert PACIFIC.key == "America/Los_Angeles"
