"""Walking a tree."""

from campaigns.segments.tree import And, Member, Not, Or, leaves, members
from campaigns.segments.tree import Test as Asked
from tests.campaigns.segments.trees import IDS

A, B = Asked("a", "yes"), Asked("b", "yes")
FIRST, SECOND = map(Member, IDS[:2])


def test_leaves_come_from_left_to_right():
    assert list(leaves(And((A, Not(Or((FIRST, B))))))) == [A, FIRST, B]


def test_the_segments_a_tree_mentions():
    assert members(Or((FIRST, Not(And((SECOND, FIRST)))))) == set(IDS[:2])
