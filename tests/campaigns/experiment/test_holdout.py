"""Laws of leaving out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.assignment import assign
from campaigns.experiment.holdout import held_out

percents = st.integers(0, 100)
UNITS = [str(n) for n in range(20_000)]


@given(st.text(), st.text(), percents, percents)
def test_a_higher_share_only_adds_units(experiment, unit, one, other):
    low, high = sorted([one, other])

    assert held_out(experiment, unit, high) >= held_out(experiment, unit, low)


@given(st.text(), st.text())
def test_nobody_is_held_out_of_nothing_and_everybody_of_all(experiment, unit):
    assert not held_out(experiment, unit, 0)
    assert held_out(experiment, unit, 100)


@pytest.mark.parametrize("percent", [5, 10, 25])
def test_the_share_is_what_was_asked_for(percent):
    held = sum(held_out("e", unit, percent) for unit in UNITS)

    assert abs(held / len(UNITS) - percent / 100) < 0.01


def test_it_says_nothing_about_the_variant():
    held = [unit for unit in UNITS if held_out("e", unit, 20)]
    with_a = sum(assign("e", unit, {"A": 1, "B": 1}) == "A" for unit in held)

    assert abs(with_a / len(held) - 0.5) < 0.03


@pytest.mark.parametrize("percent", [-1, 101])
def test_an_impossible_share_is_refused(percent):
    with pytest.raises(ValueError, match="percent"):
        held_out("e", "u", percent)
