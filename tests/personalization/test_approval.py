"""Who lets copy leave."""

import itertools

import pytest

from personalization.approval import SAMPLE, Policy, is_written, passes

PURPOSES = ("emergency", "contractual", "helpful", "marketing")
CASES = list(itertools.product(Policy, PURPOSES, (0, SAMPLE), (0, 1)))


@pytest.mark.parametrize(("policy", "purpose", "approved", "rejected"), CASES)
def test_copy_leaves_unread_only_where_that_was_agreed(policy, purpose, approved, rejected):
    agreed = policy is Policy.AUTO or (policy is Policy.SAMPLED and approved and not rejected)
    spared = purpose in {"helpful", "marketing"}

    assert passes(policy, purpose, approved=approved, rejected=rejected) is bool(agreed and spared)


def test_an_emergency_is_never_written_and_nothing_is_where_it_is_off():
    assert not is_written("auto", "emergency")
    assert not is_written("off", "helpful")
    assert is_written("each", "contractual")
