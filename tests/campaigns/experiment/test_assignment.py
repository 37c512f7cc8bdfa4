"""Laws of assignment."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment import assign

weights = st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 10), min_size=1).filter(
    lambda chosen: sum(chosen.values()) > 0
)


@given(st.text(), st.text(), weights)
def test_assignment_is_stable(experiment, unit, chosen):
    assert assign(experiment, unit, chosen) == assign(experiment, unit, chosen)


@given(st.text(), st.text(), weights)
def test_nobody_gets_a_variant_without_weight(experiment, unit, chosen):
    assert chosen[assign(experiment, unit, chosen)] > 0


@given(st.text(), st.text(), weights, st.integers(2, 5))
def test_only_proportions_matter(experiment, unit, chosen, factor):
    scaled = {key: weight * factor for key, weight in chosen.items()}

    assert assign(experiment, unit, chosen) == assign(experiment, unit, scaled)


def test_shares_follow_the_weights():
    got = Counter(assign("e", str(n), {"A": 1, "B": 3}) for n in range(8000))

    assert abs(got["B"] / 8000 - 0.75) < 0.02


@pytest.mark.parametrize("wrong", [{"A": 0}, {"A": -1, "B": 2}])
def test_weights_must_make_sense(wrong):
    with pytest.raises(ValueError, match="weights"):
        assign("e", "u", wrong)
