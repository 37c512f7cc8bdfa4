"""Laws of plans: what holds for every wedding, whatever happened to its date."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.timeline import Past, Settled, Stand, plan
from campaigns.timeline.moment import blocked
from campaigns.timeline.reason import LATE
from tests.campaigns.timeline.plans import bases, instants, timelines
from wedsync.weddings.calendar import is_protected

pytestmark = pytest.mark.law
EVER = dt.timedelta(days=3650)
SETTLED = {Stand.PLANNED, Stand.SKIPPED, Stand.ASKED}


def told(lines, past):
    """What a table of planned steps would remember of a plan."""
    settled = {
        line.slot: Settled(line.moment, line.due, line.reason, line.stand is Stand.ASKED)
        for line in lines
        if line.settled
    }
    return replace(past, settled=settled)


def left_by(lines, until):
    """What a worker has sent by an instant."""
    return {line.slot for line in lines if line.stand is Stand.PLANNED and line.due <= until}


@given(timelines(), bases(), instants)
def test_every_slot_has_exactly_one_line(timeline, basis, now):
    lines = plan(timeline, basis, now)
    assert [line.slot for line in lines] == [slot for slot, _ in timeline.slots]


@given(timelines(), bases(), instants)
def test_nothing_is_planned_for_the_past_without_a_late_policy(timeline, basis, now):
    for line in plan(timeline, basis, now):
        if line.stand is Stand.PLANNED:
            assert line.due >= now
            assert line.due == line.moment or line.reason in LATE


@given(timelines(), bases(), instants)
def test_what_has_no_date_is_never_said(timeline, basis, now):
    for line in plan(timeline, basis, now):
        if line.moment is None:
            assert line.stand in {Stand.HELD, Stand.CONDITIONAL, Stand.SKIPPED}
            assert line.due is None


@given(timelines(), bases(), instants)
def test_nothing_but_an_emergency_is_said_in_protected_hours(timeline, basis, now):
    steps = dict(timeline.slots)
    for line in plan(timeline, basis, now):
        if line.stand is Stand.PLANNED:
            assert not is_protected(line.due, blocked(steps[line.slot], basis))
            assert steps[line.slot].purpose == "emergency" or not is_protected(
                line.due, basis.protected
            )


@given(timelines(), bases(), instants)
def test_planning_twice_changes_nothing(timeline, basis, now):
    once = plan(timeline, basis, now)
    again = plan(timeline, basis, now, told(once, Past()))
    assert again == once


@given(timelines(), bases(), instants, st.integers(0, 400))
def test_time_alone_moves_nothing(timeline, basis, now, days):
    """What was settled stays, and what is to come stays, until it leaves."""
    then = now + dt.timedelta(days=days)
    once = plan(timeline, basis, now)
    past = replace(told(once, Past()), left=frozenset(left_by(once, then)))
    for before, after in zip(once, plan(timeline, basis, then, past), strict=True):
        assert after.stand is Stand.LEFT if before.slot in past.left else True
        if before.stand is Stand.PLANNED and before.slot not in past.left:
            assert (after.stand, after.due) == (before.stand, before.due)


@given(timelines(), bases(), st.lists(bases(), min_size=1, max_size=6), instants, st.data())
def test_however_often_a_wedding_moves_the_plan_is_that_of_its_last_date(
    timeline, first, moves, now, data
):
    """Forward, back, open, undone: nothing is said twice, and nothing depends on the way there."""
    past, said = Past(), []
    for basis in [first, *moves]:
        past = told(plan(timeline, basis, now, past), past)
        now += dt.timedelta(hours=data.draw(st.integers(0, 3000)))
        leaving = left_by(plan(timeline, basis, now, past, EVER), now)
        said += sorted(leaving - past.left)
        past = replace(past, left=past.left | leaving)
    assert len(said) == len(set(said))
    final = moves[-1]
    fresh = plan(timeline, final, now, replace(Past(), left=past.left))
    for ours, theirs in zip(plan(timeline, final, now, past), fresh, strict=True):
        if ours.settled or theirs.settled:
            assert (
                ours.reason in LATE or ours.slot in past.left or ours.reason == "CONDITION_FAILED"
            )
        else:
            assert ours == theirs
