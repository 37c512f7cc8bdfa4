"""A score is the sum of its parts, rises with each of them, and takes no unknown for a nought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.score import WEIGHTS, WHOLE, score

KNOWN = st.integers(0, WHOLE)
VALUES = st.fixed_dictionaries({name: st.one_of(st.none(), KNOWN) for name in WEIGHTS})
NAMES = st.sampled_from(sorted(WEIGHTS))


@given(VALUES)
def test_the_points_sum_to_the_total_within_bounds(values):
    found = score(values)

    assert sum(part.points for part in found.parts) == (found.total or 0)
    assert found.total is None or 0 <= found.total <= WHOLE
    assert all(part.points >= 0 for part in found.parts)
    assert (found.total is None) == all(value is None for value in values.values())


@given(VALUES, NAMES, KNOWN, KNOWN)
def test_a_part_that_rises_never_lowers_the_total(values, name, one, other):
    low, high = sorted((one, other))

    assert score({**values, name: low}).total <= score({**values, name: high}).total


@given(VALUES, NAMES)
def test_unknown_lies_between_nothing_and_everything(values, name):
    unknown = score({**values, name: None}).total

    if unknown is not None:
        assert score({**values, name: 0}).total <= unknown <= score({**values, name: WHOLE}).total


@given(VALUES, NAMES)
def test_what_is_left_out_is_unknown(values, name):
    left = {part: value for part, value in values.items() if part != name}

    assert score(left) == score({**values, name: None})


@given(KNOWN)
def test_parts_that_agree_agree_with_the_total(value):
    found = score(dict.fromkeys(WEIGHTS, value))

    assert found.total == value
    assert found.value == value / WHOLE


def test_unknown_is_not_nought():
    assert score({"coverage": 800, "channel": None}).total == 800
    assert score({"coverage": 800, "channel": 0}).total == 500
    assert score({}).value is None


def test_weights_sum_to_a_whole():
    assert sum(WEIGHTS.values()) == WHOLE


@pytest.mark.parametrize("values", [{"luck": 1}, {"coverage": -1}, {"coverage": 1001}])
def test_what_is_no_part_is_refused(values):
    with pytest.raises(ValueError, match="part"):
        score(values)
