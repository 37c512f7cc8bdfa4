"""What can be hoped for, said before anything is sent. `test_trial.py` holds it to its word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.size import detectable, sentence

weddings = st.integers(60, 20_000)
rates = st.floats(0.01, 0.5)


@given(weddings, weddings, rates)
def test_more_weddings_show_smaller_differences(one, other, rate):
    few, many = sorted([one, other])
    apart, closer = detectable(few, 2, rate), detectable(many, 2, rate)

    assert apart is None or closer <= apart


@given(weddings, rates)
def test_more_variants_need_larger_differences(count, rate):
    two, three = detectable(count, 2, rate), detectable(count, 3, rate)

    assert three is None or two <= three


@pytest.mark.parametrize(("count", "variants"), [(59, 2), (100, 4), (0, 2)])
def test_too_few_show_nothing(count, variants):
    assert detectable(count, variants) is None


def test_no_rate_is_better_than_all_but_a_few():
    assert detectable(60, 2, 0.95) is None


@pytest.mark.parametrize(
    ("count", "rate", "said"),
    [
        (160, 0.15, "With 160 weddings a difference of 27 points would show: 15 % against 42 %."),
        (60_000, 0.1, "With 60000 weddings a difference of 1 point would show: 10 % against 11 %."),
        (40, 0.15, "With 40 weddings no difference would show: each variant gets too few."),
    ],
)
def test_it_is_said_in_a_sentence(count, rate, said):
    assert sentence(count, 2, rate) == said
