"""A hash tells bases apart that a plan could tell apart."""

from dataclasses import replace

from hypothesis import given

from campaigns.timeline.basis_hash import basis_hash
from tests.campaigns.timeline.plans import bases


@given(bases(), bases())
def test_different_facts_differ_in_it_and_equal_ones_do_not(one, other):
    assert (basis_hash(one) == basis_hash(other)) == (one == other)
    assert basis_hash(replace(one)) == basis_hash(one)


@given(bases())
def test_a_stop_is_seen(basis):
    assert basis_hash(replace(basis, stopped="cancelled")) != basis_hash(basis)
