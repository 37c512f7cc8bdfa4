"""What a person decides, what ends everything, and what was settled."""

import datetime as dt
from dataclasses import replace

import pytest

from campaigns.timeline import SENTENCES, Basis, Past, Reason, Settled, Slot, Stand
from campaigns.timeline.plan import NOTHING_YET
from messaging.policy.facts import Purpose
from tests.campaigns.timeline.examples import DAY, planned, step, utc, wedding
from wedsync.weddings.calendar import WeddingDate, protected_windows

NOW, ONE = utc(2027, 5, 1), Slot("one")
THEN = utc(2027, 6, 12, 13)


def line(past=NOTHING_YET, basis=None, **given):
    return planned([step(days=-7, **given)], basis or wedding(), NOW, past)["one"]


def test_a_step_left_out_by_hand_stays_out_wherever_its_day_goes():
    past = Past(words={ONE: None})
    for basis in (wedding(), wedding(DAY + dt.timedelta(days=90))):
        assert (line(past, basis).stand, line(past, basis).reason) == (
            Stand.SKIPPED,
            Reason.PERSON_SKIPPED,
        )


def test_a_time_set_by_hand_holds_unless_it_is_protected():
    assert line(Past(words={ONE: utc(2027, 6, 2, 9)})).due == utc(2027, 6, 2, 9)
    assert line(Past(words={ONE: utc(2027, 6, 19, 9)})).due == utc(2027, 6, 20, 4)


def test_a_life_event_stops_everything_that_has_not_left():
    stopped = replace(wedding(), stopped="separated")
    assert (line(basis=stopped).stand, line(basis=stopped).reason) == (Stand.HELD, Reason.STOPPED)
    assert line(Past(words={ONE: THEN}), stopped).stand is Stand.HELD
    assert line(Past(left=frozenset({ONE})), stopped).stand is Stand.LEFT


def test_a_goal_ends_it():
    assert line(Past(ended="booked")).reason is Reason.GOAL_REACHED


@pytest.mark.parametrize(
    ("postponed", "reason"), [(True, Reason.POSTPONED), (False, Reason.DATE_UNKNOWN)]
)
def test_a_wedding_without_a_date_holds_what_hangs_on_it_and_says_why(postponed, reason):
    basis = Basis(WeddingDate.open(), postponed=postponed)
    assert (line(basis=basis).stand, line(basis=basis).reason) == (Stand.HELD, reason)


def test_a_condition_is_asked_on_the_day():
    assert (line(conditional=True).stand, line(conditional=True).due) == (Stand.CONDITIONAL, THEN)
    assert line(Past(answers={"one": True}), conditional=True).stand is Stand.PLANNED


def test_what_was_settled_holds_for_its_moment_only():
    later = THEN + dt.timedelta(days=2)
    past = Past(settled={ONE: Settled(THEN, later, Reason.CAP)})
    assert (line(past).due, line(past).reason) == (later, Reason.CAP)
    moved = line(past, wedding(DAY + dt.timedelta(days=30)))
    assert (moved.due, moved.reason) == (THEN + dt.timedelta(days=30), Reason.ON_TIME)


def test_what_was_settled_still_keeps_clear_of_new_protected_days():
    rehearsal = protected_windows([(dt.date(2027, 6, 14), wedding().venue)])
    past = Past(settled={ONE: Settled(THEN, THEN + dt.timedelta(days=2), Reason.CAP)})
    basis = replace(wedding(), protected=(*wedding().protected, *rehearsal))
    assert line(past, basis).due == utc(2027, 6, 15, 4)


@pytest.mark.parametrize(("asks", "stand"), [(True, Stand.ASKED), (False, Stand.SKIPPED)])
def test_a_settled_no_is_a_no_and_a_settled_question_a_question(asks, stand):
    past = Past(settled={ONE: Settled(THEN, None, Reason.LATE_ASKED, asks)})
    assert line(past).stand is stand


def test_a_little_patience_takes_what_is_overdue_for_punctual():
    now = THEN + dt.timedelta(minutes=20)
    hour = dt.timedelta(hours=1)
    assert planned([step(days=-7)], wedding(), now)["one"].stand is Stand.SKIPPED
    assert planned([step(days=-7)], wedding(), now, patience=hour)["one"].due == THEN


def test_every_reason_has_a_sentence():
    assert set(SENTENCES) == set(Reason)


def test_a_step_that_keeps_clear_of_a_protected_day_says_which_way():
    basis = wedding(recorded={"balance_due": DAY})
    deadline = step(anchor="balance_due", purpose=Purpose.CONTRACTUAL)
    assert planned([deadline], basis, NOW)["one"].reason is Reason.MOVED_BACK
    assert planned([step()], basis, NOW)["one"].reason is Reason.MOVED_FORWARD
