"""Segments made of segments."""

import pytest

from campaigns.segments import tree
from campaigns.segments.resolve import MOST, resolve
from tests.campaigns.segments.trees import IDS
from wedsync.lib.refusal import Refusal

GUESTS = tree.Test("guests", "over", 50)
FIRST, SECOND, THIRD = (tree.Member(one) for one in IDS[:3])


def of(*parts):
    return tree.And(parts)


def test_a_segment_stands_where_it_was_mentioned():
    segments = {FIRST.segment: of(GUESTS), SECOND.segment: of(tree.Not(FIRST))}

    asked = resolve(of(tree.Or((SECOND, GUESTS))), segments)

    assert asked == of(tree.Or((of(tree.Not(of(GUESTS))), GUESTS)))


def test_the_same_one_twice_is_no_ring():
    assert resolve(of(FIRST, FIRST), {FIRST.segment: of()}) == of(of(), of())


def test_a_ring_is_refused():
    segments = {FIRST.segment: of(SECOND), SECOND.segment: of(tree.Not(FIRST))}

    with pytest.raises(Refusal, match="part of itself"):
        resolve(of(FIRST), segments)


def test_what_is_gone_is_said():
    with pytest.raises(Refusal, match="no longer there"):
        resolve(of(FIRST), {})


def test_doubling_at_every_floor_comes_to_an_end():
    floors = [tree.Member(type(IDS[0])(int=n)) for n in range(1, 31)]
    segments = {
        above.segment: of(below, below) for above, below in zip(floors[1:], floors, strict=False)
    }
    segments[floors[0].segment] = of()

    with pytest.raises(Refusal, match=f"more than {MOST}"):
        resolve(of(floors[-1]), segments)
