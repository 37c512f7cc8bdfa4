"""What others did is worth as much as they agree, within bounds."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.posterior import Tally
from campaigns.experiment.prior import LEAST, MOST, prior_of

tallies = st.integers(0, 500).flatmap(lambda of: st.builds(Tally, st.integers(0, of), st.just(of)))


@given(tallies, st.lists(tallies, max_size=12))
def test_it_is_a_rate_and_worth_no_more_than_thirty_weddings(own, others):
    prior = prior_of(own, others)

    assert 0 < prior.mean < 1
    assert LEAST <= prior.strength <= MOST


def test_without_others_the_variants_are_believed_alike():
    assert prior_of(Tally(12, 100)).strength == MOST


def test_nobody_at_all_is_a_coin():
    assert prior_of(Tally(0, 0)).mean == 0.5


def test_others_that_agree_are_worth_the_most():
    assert prior_of(Tally(12, 100), [Tally(11, 100), Tally(25, 210)]).strength == MOST


def test_others_that_contradict_each_other_are_worth_the_least():
    assert prior_of(Tally(50, 100), [Tally(2, 100), Tally(95, 100)]).strength == LEAST


def test_one_wedding_each_says_nothing_about_agreement():
    assert prior_of(Tally(1, 1), [Tally(0, 1), Tally(1, 1)]).strength == MOST


def test_the_mean_is_of_all_weddings():
    assert prior_of(Tally(10, 100), [Tally(30, 100)]).mean == pytest.approx(40.5 / 201)


@pytest.mark.parametrize("strength", [14, 20, 26])
def test_how_far_rates_lie_apart_is_found_again(strength):
    drawn = random.Random(11)
    rates = [drawn.betavariate(0.3 * strength, 0.7 * strength) for _ in range(400)]
    others = [Tally(sum(drawn.random() < rate for _ in range(120)), 120) for rate in rates]

    assert prior_of(Tally(0, 0), others).strength == pytest.approx(strength, rel=0.2)
