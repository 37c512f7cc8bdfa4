"""Rows become the lines of a plan, and what has happened so far."""

import datetime as dt

from campaigns.models import Enrollment, PlannedStep
from campaigns.timeline import Exit, Planned, Reason, Settled, Slot, Stand, Step, Timeline, When
from campaigns.timelines.rows import exits_of, exits_to_json, lines_of, past_of
from wedsync.weddings.calendar import Anchor

NOW = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
STEP = Step(key="a", when=When(anchor=Anchor("wedding_day")))


def row(**said):
    return PlannedStep(
        **{"step_key": "a", "state": "planned", "moment": NOW, "due_at": NOW, **said}
    )


def past(*rows, conditional=False, answers=None, state="active", reason=""):
    step = Step(key="a", when=STEP.when, conditional=conditional)
    inside = Enrollment(state=state, reason=reason)
    return past_of(inside, Timeline((step,)), rows, answers or {}, NOW)


def test_a_row_is_a_line():
    assert lines_of([row(due_at=NOW + HOUR, reason="LATE_SENT", settled=True)]) == (
        Planned(Slot("a"), Stand.PLANNED, NOW, NOW + HOUR, Reason.LATE_SENT, settled=True),
    )


def test_what_has_left_is_a_line_without_an_hour():
    assert lines_of([row(left_at=NOW)]) == (Planned(Slot("a"), Stand.LEFT, reason=Reason.SAID),)


def test_a_word_that_waits_is_not_when_it_comes():
    [line] = lines_of([row(state="held", by_hand=True)])
    assert line.due is None


def test_a_decision_is_remembered():
    known = past(row(state="asked", due_at=None, reason="LATE_ASKED", settled=True))
    assert known.settled == {Slot("a"): Settled(NOW, None, Reason.LATE_ASKED, asks=True)}


def test_what_left_is_remembered_and_nothing_else_of_it():
    known = past(row(left_at=NOW, settled=True, by_hand=True))
    assert (known.left, known.settled, known.words) == ({Slot("a")}, {}, {})


def test_just_due_stands_until_a_worker_comes():
    assert Slot("a") in past(row(due_at=NOW - HOUR / 2, moment=NOW - HOUR / 2)).settled
    assert past(row(due_at=NOW - 2 * HOUR, moment=NOW - 2 * HOUR)).settled == {}
    assert past(row(due_at=NOW + HOUR)).settled == {}


def test_just_due_on_a_condition_stands_only_while_that_holds():
    due = row(due_at=NOW - HOUR / 2)
    assert past(due, conditional=True, answers={"a": False}).settled == {}
    assert Slot("a") in past(due, conditional=True, answers={"a": True}).settled


def test_a_reached_goal_ends_it():
    assert past(state="completed", reason="booked").ended == "booked"
    assert past(state="completed").ended == ""
    assert past(state="stopped", reason="cancelled").ended == ""


def test_exits_are_stored_and_come_back():
    exits = {"replied": Exit("met", NOW)}
    assert exits_of(exits_to_json(exits)) == exits
