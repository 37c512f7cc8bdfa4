"""Twelve looks, evenly spread."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.looks import DAY, MOST, WEEK, next_look

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
horizons = st.integers(1, 400)


def test_the_first_is_after_a_full_week():
    assert next_look(START, 0, None, 84) == START + WEEK


def test_twelve_weekly_looks_fill_twelve_weeks():
    assert [next_look(START, n, None, 84) - START for n in range(MOST)] == [
        n * WEEK for n in range(1, MOST + 1)
    ]


@given(horizons)
def test_there_is_no_thirteenth(horizon):
    assert next_look(START, MOST, START, horizon) is None


@given(horizons, st.integers(0, MOST - 1), st.integers(0, 500))
def test_no_two_are_within_a_day(horizon, taken, days):
    last = START + days * DAY

    assert next_look(START, taken, last, horizon) >= last + DAY


@given(horizons)
def test_the_last_is_at_the_horizon_or_eighteen_days(horizon):
    due = next_look(START, MOST - 1, None, horizon)

    assert abs(due - max(START + horizon * DAY, START + 18 * DAY)) < dt.timedelta(seconds=1)
