"""When a step wants to be said."""

import datetime as dt

import pytest
from hypothesis import given

from campaigns.timeline import Aside, Basis, Clock
from campaigns.timeline.basis import Exit
from campaigns.timeline.moment import Moment, after, blocked, instant, moment
from messaging.policy.facts import Purpose
from tests.campaigns.timeline.examples import DAY, NEW_YORK, abroad, step, utc, wedding, when
from tests.campaigns.timeline.plans import bases, instants, timelines
from wedsync.weddings.calendar import WeddingDate, is_protected, saturday_windows
from wedsync.weddings.calendar.dates import Span


def at(given_step, basis, exits=()):
    return moment(given_step, 1, basis, dict(exits))


def test_a_step_hangs_on_a_day_and_keeps_its_hour_through_changes_of_clocks():
    assert at(step(months=-4), wedding()).at == utc(2027, 2, 19, 14)  # winter time: UTC-5
    assert at(step(weeks=-4), wedding()).at == utc(2027, 5, 22, 13)


def test_the_end_of_a_month_is_the_end_of_a_shorter_one():
    assert at(step(months=-1), wedding(dt.date(2027, 3, 31))).at == utc(2027, 2, 28, 14)


def test_a_leap_day_has_its_anniversary_on_the_28th():
    leap = wedding(dt.date(2028, 2, 29))
    assert at(step(anchor="anniversary"), leap).at == utc(2029, 2, 28, 14)
    assert moment(step(anchor="anniversary", occurrences=4), 4, leap, {}).at == utc(2032, 2, 29, 14)


def test_a_recorded_instant_keeps_its_own_time_to_the_hour():
    basis = wedding(recorded={"ceremony": utc(2027, 6, 19, 19, 30)})
    lead = step(anchor="ceremony", at=None, hours=-72)
    assert at(lead, basis).at == utc(2027, 6, 16, 19, 30)


def test_a_recorded_day_without_a_time_has_the_usual_hour():
    basis = wedding(recorded={"balance_due": dt.date(2027, 5, 3)})
    assert at(step(anchor="balance_due", at=None), basis).at == utc(2027, 5, 3, 14)


@pytest.mark.parametrize("anchor", ["wedding_day", "balance_due", "exit:nobody"])
def test_what_hangs_on_a_day_nobody_knows_has_no_moment(anchor):
    assert at(step(anchor=anchor), Basis(WeddingDate.open())) is None


def test_what_hangs_on_the_end_of_a_fork_counts_from_there():
    exits = {"fork": Exit("yes", utc(2027, 1, 10, 20))}
    assert at(step(anchor="exit:fork", days=2), wedding(), exits).at == utc(2027, 1, 12, 14)


def test_a_couple_reads_by_its_own_clock_until_it_travels():
    """09:00 in London three days before the wedding, 09:00 on Bali the day before it."""
    assert at(step(clock=Clock.READER, days=-3), abroad()).at == utc(2027, 6, 16, 8)
    assert at(step(clock=Clock.READER, days=-1), abroad()).at == utc(2027, 6, 18, 1)


def test_who_has_no_zone_of_their_own_reads_by_the_vendors_clock():
    assert instant(when(clock=Clock.READER), wedding(), "planner") == utc(2027, 6, 19, 13)
    assert instant(when(clock=Clock.VENDOR), wedding(), "planner") == utc(2027, 6, 19, 13)


def test_a_deadline_is_told_before_a_protected_day_and_everything_else_after_it():
    basis = wedding(recorded={"balance_due": DAY})
    deadline = step(anchor="balance_due", purpose=Purpose.CONTRACTUAL)
    tip = step(anchor="balance_due", purpose=Purpose.HELPFUL)
    assert at(deadline, basis) == Moment(utc(2027, 6, 18, 13), Aside.BEFORE)
    assert at(tip, basis) == Moment(utc(2027, 6, 20, 13), Aside.AFTER)


def test_what_prepares_for_the_day_is_never_moved_past_it():
    """Padding that reaches into the eve would put "see you tomorrow" after the wedding."""
    own = wedding().protected[0]
    padded = wedding(protected=(own._replace(start=own.start - dt.timedelta(hours=24)),))
    moved = at(step(days=-1), padded)
    assert moved.at == utc(2027, 6, 17, 13)
    assert moved.aside is Aside.BEFORE


def test_an_emergency_steps_aside_for_nothing():
    urgent = step(purpose=Purpose.EMERGENCY)
    assert at(urgent, wedding()).at == utc(2027, 6, 19, 13)
    assert blocked(urgent, wedding()) == ()


def test_marketing_also_keeps_clear_of_saturdays_and_of_other_couples_weddings():
    saturdays = saturday_windows(Span(dt.date(2027, 5, 1), dt.date(2027, 5, 31)), NEW_YORK)
    basis = wedding(saturdays=saturdays)
    offer, tip = (
        step(weeks=-4, purpose=purpose) for purpose in (Purpose.MARKETING, Purpose.HELPFUL)
    )
    assert at(offer, basis).at == utc(2027, 5, 23, 13)
    assert at(tip, basis).at == utc(2027, 5, 22, 13)


@pytest.mark.parametrize(
    ("purpose", "hour", "expected"),
    [
        (Purpose.HELPFUL, dt.time(7), utc(2027, 6, 12, 13)),
        (Purpose.HELPFUL, dt.time(21), utc(2027, 6, 13, 13)),
        (Purpose.CONTRACTUAL, dt.time(7), utc(2027, 6, 11, 13)),
        (Purpose.CONTRACTUAL, dt.time(21), utc(2027, 6, 12, 13)),
        (Purpose.CONTRACTUAL, dt.time(10), utc(2027, 6, 12, 14)),
    ],
)
def test_a_window_opens_later_for_most_and_earlier_for_a_deadline(purpose, hour, expected):
    due = step(days=-7, at=hour, purpose=purpose, window=(dt.time(9), dt.time(20)))
    assert at(due, wedding()).at == expected


def test_what_is_said_afterwards_has_no_end_and_what_prepares_ends_with_its_day():
    assert at(step(days=3), wedding()).last is None
    assert at(step(days=-3), wedding()).last == utc(2027, 6, 19, 4)


def test_now_waits_for_the_window_and_for_a_free_day():
    night = step(window=(dt.time(9), dt.time(20)))
    assert after(utc(2027, 6, 10, 3), night, wedding()) == utc(2027, 6, 10, 13)
    assert after(utc(2027, 6, 19, 12), night, wedding()) == utc(2027, 6, 20, 13)
    assert after(utc(2027, 6, 19, 12), step(), wedding()) == utc(2027, 6, 20, 4)


@pytest.mark.law
@given(timelines(most=2), bases(), instants)
def test_now_is_free_not_before_now_and_settles(timeline, basis, now):
    for one in timeline.steps:
        free = after(now, one, basis)
        assert free >= now
        assert not is_protected(free, blocked(one, basis))
        assert after(free, one, basis) == free
