"""Who is held out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiments.holdout import held_out

units = st.text(max_size=40)


@given(units, units, st.integers(0, 100))
def test_the_same_unit_is_always_treated_alike(experiment, unit, percent):
    assert held_out(experiment, unit, percent) == held_out(experiment, unit, percent)


@given(units, units, st.integers(0, 99))
def test_a_higher_percentage_keeps_who_was_held_out_before(experiment, unit, percent):
    assert held_out(experiment, unit, percent) <= held_out(experiment, unit, percent + 1)


@given(units, units)
def test_nobody_at_none_and_everybody_at_all(experiment, unit):
    assert not held_out(experiment, unit, 0)
    assert held_out(experiment, unit, 100)


@pytest.mark.parametrize("percent", [5, 10, 50])
def test_about_so_many_are_held_out(percent):
    found = sum(held_out("autumn", str(n), percent) for n in range(10_000))

    assert abs(found - 100 * percent) < 200
