"""What the rule does over many experiments whose truth is known; the seeds are fixed."""

import os

import pytest

from campaigns.experiment import decision
from campaigns.experiment.posterior import Tally
from campaigns.experiment.size import detectable
from tests.campaigns.experiment.trial import outcomes

RUNS = 4000 if os.environ.get("HYPOTHESIS_PROFILE") == "laws" else 250
DIFFERING = [Tally(4, 80), Tally(30, 90), Tally(12, 100)]  # as little agreement as there may be


def false_winners(rate, others=(), seed=1):
    ended = outcomes(seed, RUNS, {"A": rate, "B": rate}, 600, others)
    return (ended["A"] + ended["B"]) / RUNS


@pytest.mark.law
@pytest.mark.parametrize("rate", [0.05, 0.15, 0.5])
def test_two_of_the_same_have_no_winner(rate):
    assert false_winners(rate) <= 0.06


@pytest.mark.law
def test_nor_where_other_experiments_say_little():
    assert false_winners(0.15, DIFFERING) <= 0.06


@pytest.mark.law
def test_three_of_the_same_have_none_either():
    ended = outcomes(3, RUNS // 2, {"A": 0.15, "B": 0.15, "C": 0.15}, 600)

    assert (ended["A"] + ended["B"] + ended["C"]) / (RUNS // 2) <= 0.06


@pytest.mark.law
def test_twice_as_good_is_found_by_four_hundred_each():
    ended = outcomes(2, RUNS, {"A": 0.10, "B": 0.20}, 400)

    assert ended["B"] / RUNS >= 0.90
    assert ended["A"] == 0


def test_the_usual_rule_of_95_percent_would_name_noise_a_winner(monkeypatch):
    """So the trial does see a rule that is too lax."""
    monkeypatch.setattr(decision, "SURE", 0.95)

    assert false_winners(0.15) > 0.06


@pytest.mark.law
@pytest.mark.parametrize(("weddings", "rate"), [(160, 0.15), (160, 0.05), (800, 0.1)])
def test_what_is_said_to_show_is_found_in_four_of_five(weddings, rate):
    better = rate + detectable(weddings, 2, rate)

    ended = outcomes(4, RUNS, {"A": rate, "B": better}, weddings // 2)

    assert 0.75 <= ended["B"] / RUNS <= 0.93
