"""The bars of a day stay in their box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.dashboard.day_bars import HEIGHT, LEAST, bars

COUNTS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=24)


def test_no_hours_are_no_bars():
    assert bars([]) == ()


def test_the_fullest_hour_fills_the_box_and_held_stands_on_top():
    first, second = bars([(30, 10), (20, 0)])

    assert (first.held_y, first.held_y + first.held, first.going) == (0, first.going_y, 75)
    assert (second.going, second.held) == (50, 0)


@pytest.mark.law
@given(COUNTS)
def test_every_bar_stays_in_the_box_and_what_is_there_is_seen(counts):
    for (going, held), bar in zip(counts, bars(counts), strict=True):
        assert 0 <= bar.held_y <= bar.going_y <= HEIGHT
        assert bar.going_y + bar.going == HEIGHT
        assert bar.held_y + bar.held == bar.going_y
        assert (bar.going >= LEAST) if going else bar.going == 0
        assert (bar.held >= LEAST) if held else bar.held == 0
