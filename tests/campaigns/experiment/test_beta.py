"""Laws of what is believed about a rate."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.beta import Beta

whole = st.integers(1, 60)
some = st.floats(0.3, 3000)
rates = st.floats(0.001, 0.999)


@given(whole, whole, rates)
def test_it_is_the_tail_of_a_binomial(a, b, x):
    """DLMF 8.17.5, where both counts are whole."""
    tries = a + b - 1
    tail = sum(comb(tries, n) * x**n * (1 - x) ** (tries - n) for n in range(a, tries + 1))

    assert Beta(a, b).below(x) == pytest.approx(tail, abs=1e-12)


@given(some, some, rates)
def test_both_sides_add_up(a, b, x):
    assert Beta(a, b).below(x) + Beta(b, a).below(1 - x) == pytest.approx(1, abs=1e-9)


@given(some, some, rates, rates)
def test_more_lies_below_a_higher_rate(a, b, one, other):
    low, high = sorted([one, other])

    assert Beta(a, b).below(low) <= Beta(a, b).below(high) + 1e-12


@given(st.floats(1, 3000), st.floats(1, 3000), st.floats(0.01, 0.99))
def test_a_quantile_has_its_share_below_it(a, b, p):
    rate = Beta(a, b)

    assert rate.below(rate.quantile(p)) == pytest.approx(p, abs=1e-6)


@pytest.mark.parametrize(("x", "share"), [(-0.5, 0), (0, 0), (1, 1), (1.5, 1)])
def test_a_rate_lies_between_nothing_and_all(x, share):
    assert Beta(2, 3).below(x) == share


def test_an_interval_holds_most_of_it():
    low, high = Beta(12, 90).interval

    assert Beta(12, 90).below(high) - Beta(12, 90).below(low) == pytest.approx(0.95, abs=1e-9)
    assert low < Beta(12, 90).mean < high
