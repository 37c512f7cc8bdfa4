"""Who is ahead, how surely, and what a wrong choice costs."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.beta import Beta
from campaigns.experiment.posterior import Prior, Tally, average, posterior, race
from tests.campaigns.experiment import exact

CLOSE = 1e-6
whole = st.builds(Beta, st.integers(1, 400), st.floats(0.6, 2000))
rates = st.builds(Beta, st.floats(0.6, 2000), st.floats(0.6, 2000))
PRIOR = Prior(0.15, 30)


@given(whole, whole)
def test_two_are_as_the_closed_forms_have_it(one, other):
    first, second = race([one, other])

    assert first.best == pytest.approx(exact.ahead(one, other), abs=CLOSE)
    assert first.loss == pytest.approx(exact.loss(one, other), abs=CLOSE)
    assert second.loss == pytest.approx(exact.loss(other, one), abs=CLOSE)


@given(st.lists(rates, min_size=2, max_size=5))
def test_one_of_them_is_the_best(several):
    assert sum(standing.best for standing in race(several)) == pytest.approx(1, abs=CLOSE)


@given(st.lists(rates, min_size=2, max_size=5))
def test_the_better_the_mean_the_less_is_lost(several):
    standings = sorted(race(several), key=lambda standing: standing.rate.mean)

    assert all(
        low.loss - high.loss == pytest.approx(high.rate.mean - low.rate.mean, abs=CLOSE)
        for low, high in itertools.pairwise(standings)
        if high.loss > 0
    )


@given(rates, st.integers(2, 5))
def test_the_same_is_as_likely_the_best(rate, count):
    for standing in race([rate] * count):
        assert standing.best == pytest.approx(1 / count, abs=CLOSE)


@given(st.lists(rates, min_size=2, max_size=4))
def test_it_does_not_matter_who_is_named_first(several):
    forward, backward = race(several), race(several[::-1])[::-1]

    for one, same in zip(forward, backward, strict=True):
        assert (one.best, one.loss) == pytest.approx((same.best, same.loss), abs=CLOSE)


def test_three_are_as_a_hundred_thousand_draws_have_it():
    drawn = random.Random(7)
    several = [Beta(20, 180), Beta(26, 170), Beta(30, 175)]
    won = [0, 0, 0]
    for _ in range(100_000):
        tries = [drawn.betavariate(rate.a, rate.b) for rate in several]
        won[tries.index(max(tries))] += 1

    for standing, wins in zip(race(several), won, strict=True):
        assert standing.best == pytest.approx(wins / 100_000, abs=0.005)


def test_what_was_believed_and_what_was_seen_add_up():
    assert posterior(Tally(9, 60), PRIOR) == Beta(4.5 + 9, 25.5 + 51)


@given(rates)
def test_an_average_is_over_all_it_may_be(rate):
    variance = rate.a * rate.b / (rate.a + rate.b) ** 2 / (rate.a + rate.b + 1)

    assert average(rate, lambda x: x) == pytest.approx(rate.mean, abs=CLOSE)
    assert average(rate, lambda x: (x - rate.mean) ** 2) == pytest.approx(variance, abs=CLOSE)
