"""Shares are told where there is enough to speak of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.analytics.shares import Counts, bars, change, heat, share, total


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(0, 0, "\N{EN DASH}"), (3, 12, "3 of 12"), (5, 20, "25.0 %"), (189, 1000, "18.9 %")],
)
def test_a_share_promises_no_more_than_it_knows(part, whole, told):
    assert share(part, whole) == told


def test_each_part_has_its_share():
    counts = Counts(sent=100, delivered=99, engaged=20, stopped=1)

    assert counts.delivered_share == "99.0 %"
    assert counts.engaged_share == "20.0 %"
    assert counts.stopped_share == "1.0 %"


def test_a_change_is_told_in_points():
    assert change(Counts(sent=100, engaged=25), Counts(sent=50, engaged=10)) == "+5.0 points"


def test_no_change_is_told_of_too_few():
    assert change(Counts(sent=100, engaged=25), Counts(sent=5, engaged=1)) == ""


def test_counts_add_up():
    assert total([Counts(sent=1, micros=5), Counts(sent=2, engaged=1)]) == Counts(
        sent=3, engaged=1, micros=5
    )


def test_an_hour_nobody_acts_in_is_cold_and_the_busiest_is_the_warmest():
    cells = heat({(1, 9): 4, (7, 23): 1})

    assert cells[0][9] == (4, 4)
    assert cells[6][23] == (1, 1)
    assert cells[3][3] == (0, 0)


def test_nobody_acting_is_cold_everywhere():
    assert {cell for row in heat({}) for cell in row} == {(0, 0)}


@given(st.lists(st.integers(0, 10_000), max_size=60))
def test_columns_stay_within_the_drawing(counts):
    drawn = bars([("", count) for count in counts], width=600)

    assert all(bar.x >= 0 and bar.x + bar.width <= 600.01 for bar in drawn)
    assert all(0 <= bar.height <= 100 and bar.y == round(100 - bar.height, 2) for bar in drawn)
    assert not counts or not max(counts) or max(bar.height for bar in drawn) == 100
