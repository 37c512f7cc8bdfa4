"""Shares that are too far from what the weights promised."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.assignment import assign
from campaigns.experiment.holdout import HELD_OUT, held_out
from campaigns.experiment.ratio import BROKEN, expected, mismatch, withheld

# Upper tails of chi-squared, from any table of it: degrees of freedom, value, probability.
TABLE = [
    (1, 3.841, 0.05),
    (2, 5.991, 0.05),
    (3, 7.815, 0.05),
    (4, 13.277, 0.01),
    (5, 20.515, 0.001),
]


@pytest.mark.parametrize(("freedom", "value", "chance"), TABLE)
def test_it_is_chi_squared(freedom, value, chance):
    """The whole of the deviation in two keys, each expected 1,000 times."""
    off = (value * 1000 / 2) ** 0.5
    promised = {str(n): 1000.0 for n in range(freedom + 1)}
    found = {**dict.fromkeys(promised, 1000), "0": 1000 + off, "1": 1000 - off}

    assert mismatch(found, promised) == pytest.approx(chance, rel=0.002)


def test_shares_as_promised_are_likely():
    assert mismatch({"A": 500, "B": 500}, {"A": 500.0, "B": 500.0}) == 1


def test_a_variant_that_too_few_get_is_seen():
    assert mismatch({"A": 560, "B": 440}, {"A": 500.0, "B": 500.0}) < BROKEN


def test_a_variant_that_nobody_gets_is_seen():
    assert mismatch({"A": 40}, {"A": 20.0, "B": 20.0}) < BROKEN


def test_a_broken_assignment_is_put_into_words():
    assert withheld({"A": 560, "B": 440}, {"A": 500.0, "B": 500.0}) == (
        "Not enough data: the result is withheld, for something assigns wrongly."
        " 560 weddings have 'A' where 500 were due."
    )
    assert withheld({"A": 510, "B": 490}, {"A": 500.0, "B": 500.0}) == ""


@pytest.mark.parametrize(
    "promised", [{}, {"A": 90.0}, {"A": 90.0, "B": 0.0}, {"A": 90.0, "B": 4.9}]
)
def test_too_little_to_compare_says_nothing(promised):
    assert mismatch({"A": 90}, promised) == 1


def test_each_unit_counts_with_the_weights_it_was_drawn_with():
    draws = [{"A": 1, "B": 1, HELD_OUT: 0}, {"A": 1, "B": 3, HELD_OUT: 20}]

    assert expected(draws, {0: 100, 1: 100}) == pytest.approx({"A": 70, "B": 110, HELD_OUT: 20})


@given(st.integers(0, 10_000), st.integers(0, 40))
def test_our_own_assignment_is_never_called_broken(seed, percent):
    units = [f"{seed}:{n}" for n in range(300)]
    weights = {"A": 2, "B": 1}
    found = Counter(
        HELD_OUT if held_out("e", unit, percent) else assign("e", unit, weights) for unit in units
    )
    promised = expected([{**weights, HELD_OUT: percent}], {0: len(units)})

    # 1 in 1,000 are bound to be; 1 in 10 million are not, however many examples are tried.
    assert mismatch(found, promised) > 1e-7


def test_chance_alone_is_called_broken_as_rarely_as_promised():
    drawn = random.Random(5)
    called = 0
    for _ in range(4000):
        with_a = sum(drawn.random() < 0.5 for _ in range(200))
        called += mismatch({"A": with_a, "B": 200 - with_a}, {"A": 100.0, "B": 100.0}) < 0.05

    assert called / 4000 < 0.065
