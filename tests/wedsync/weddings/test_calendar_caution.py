"""Which moves of a date wait for a person."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.wedsync.weddings.calendar_strategies import days, exact_dates, wedding_dates
from wedsync.weddings.calendar import Caution, Limits, Span, WeddingDate, because, caution
from wedsync.weddings.calendar.caution import VAGUENESS

TODAY = dt.date(2026, 1, 10)
JUNE = WeddingDate.on(dt.date(2026, 6, 20))
OPEN = WeddingDate.open()


def on(*day):
    return WeddingDate.on(dt.date(*day))


def brunched(when):
    return WeddingDate.on(when.day, also=[when.day + dt.timedelta(days=1)])


@given(wedding_dates, days, st.builds(Limits, st.integers(0, 90), st.integers(0, 90)))
def test_what_stays_never_waits(when, today, limits):
    assert caution(when, when, today, limits) is None


@given(wedding_dates, wedding_dates, days)
def test_stricter_limits_never_let_more_through(before, after, today):
    if caution(before, after, today, Limits(30, 10)):
        assert caution(before, after, today, Limits(14, 30))


def place(when):
    """The day itself where it is known: its other days move with it."""
    return Span(when.day, when.day) if when.day else when.span


@given(wedding_dates, wedding_dates, days)
@example(on(1990, 1, 1), brunched(on(1990, 1, 1)), dt.date(2000, 1, 1))
@example(on(2000, 1, 2), brunched(on(2000, 1, 1)), dt.date(2000, 1, 2))
def test_a_day_that_moves_unasked_lies_ahead_and_is_no_vaguer(before, after, today):
    if place(before) != place(after) and caution(before, after, today) is None:
        assert after.span is None or place(after).last >= today
        assert VAGUENESS.index(after.precision) <= VAGUENESS.index(before.precision)


@given(exact_dates, st.lists(st.integers(-6, 6), max_size=4), days)
def test_other_days_around_the_same_one_never_wait(before, shifts, today):
    others = [before.day + dt.timedelta(days=n) for n in shifts]
    assert caution(before, WeddingDate.on(before.day, also=others), today) is None


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        (Caution.PAST, "that day is over"),
        (Caution.NEAR, "it is as close as a day to today"),
        (Caution.VAGUE, "we know the date better than that"),
        (Caution.FAR, "it is more than 20 days from the one we know"),
    ],
)
def test_it_says_why_by_whose_limits(why, sentence):
    assert because(why, Limits(far=20, near=1)) == sentence


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (JUNE, on(2026, 6, 27), None),
        (JUNE, on(2026, 7, 4), None),
        (JUNE, on(2026, 7, 5), Caution.FAR),
        (JUNE, on(2025, 6, 20), Caution.PAST),
        (JUNE, on(2026, 2, 9), Caution.NEAR),
        (JUNE, on(2026, 2, 10), Caution.FAR),
        (on(2026, 2, 1), on(2026, 2, 14), Caution.NEAR),
        (on(2025, 12, 31), on(2026, 2, 14), Caution.FAR),
        (JUNE, OPEN, Caution.VAGUE),
        (JUNE, WeddingDate.in_month(2026, 6), Caution.VAGUE),
        (WeddingDate.in_month(2026, 6), JUNE, None),
        (WeddingDate.in_month(2026, 6), on(2026, 9, 1), Caution.FAR),
        (OPEN, JUNE, None),
        (OPEN, on(2026, 1, 20), Caution.NEAR),
    ],
)
def test_a_move_waits_when_it_is_far_or_close_or_odd(before, after, expected):
    assert caution(before, after, TODAY) is expected
