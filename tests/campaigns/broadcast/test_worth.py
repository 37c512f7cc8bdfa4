"""Two small samples, and what can be said of them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.broadcast.worth import Arm, worth

arms = st.integers(0, 400).flatmap(
    lambda people: st.builds(Arm, st.integers(0, people), st.just(people))
)


@given(arms, arms)
def test_the_difference_lies_within_its_interval_and_that_within_reason(tried, usual):
    found = worth(tried, usual)

    assert -1 - 1e-9 <= found.low <= found.difference <= found.high <= 1 + 1e-9


@given(arms, arms)
def test_it_is_the_same_seen_from_the_other_side(tried, usual):
    one, other = worth(tried, usual), worth(usual, tried)

    assert one.low == pytest.approx(-other.high)
    assert one.high == pytest.approx(-other.low)


@given(arms)
def test_what_is_alike_is_never_told_apart(arm):
    assert worth(arm, arm).word == "not enough data"


@given(arms)
def test_against_nobody_nothing_is_known(arm):
    assert worth(arm, Arm(0, 0)).word == "not enough data"


def test_published_figures_come_out():
    """Newcombe 1998, table II: 56/70 less 48/80, method 10."""
    found = worth(Arm(56, 70), Arm(48, 80))

    assert (found.low, found.high) == (
        pytest.approx(0.0524, abs=5e-5),
        pytest.approx(0.3339, abs=5e-5),
    )


@pytest.mark.parametrize(
    ("tried", "usual", "word"),
    [
        (Arm(30, 100), Arm(10, 100), "helps"),
        (Arm(10, 100), Arm(30, 100), "harms"),
        (Arm(3, 10), Arm(1, 10), "not enough data"),
    ],
)
def test_three_words_and_no_more(tried, usual, word):
    assert worth(tried, usual).word == word


def test_where_nothing_is_different_it_hardly_ever_says_so():
    draw = random.Random(20270301)
    named = 0
    for _ in range(2_000):
        tried, usual = (Arm(sum(draw.random() < 0.15 for _ in range(n)), n) for n in (180, 20))
        named += worth(tried, usual).word != "not enough data"

    assert named / 2_000 <= 0.06
