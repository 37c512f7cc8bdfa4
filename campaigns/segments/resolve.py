"""Put the conditions of a segment in the place where it is mentioned. Pure."""

from collections.abc import Mapping
from uuid import UUID

from campaigns.segments.tree import And, Member, Node, Not, Or, Test
from wedsync.lib.refusal import Refusal

MOST = 300  # nodes of a tree once every segment is written out


def resolve(tree: And, segments: Mapping[UUID, And]) -> And:
    """Raises Refusal for a segment that isn't there, that contains itself, or for too much."""
    resolved = _Resolver(segments).resolve(tree, frozenset())
    assert isinstance(resolved, And)  # noqa: S101 -- for the type checker
    return resolved


class _Resolver:
    def __init__(self, segments: Mapping[UUID, And]) -> None:
        self.segments, self.left = segments, MOST

    def resolve(self, node: Node, above: frozenset[UUID]) -> Node:
        self._count()
        match node:
            case Test():
                return node
            case Member(segment):
                return self.resolve(self._found(segment, above), above | {segment})
            case Not(of):
                return Not(self.resolve(of, above))
            case And(parts):
                return And(tuple(self.resolve(part, above) for part in parts))
            case Or(parts):
                return Or(tuple(self.resolve(part, above) for part in parts))

    def _count(self) -> None:
        """Two that mention one twice each, five floors high, are already 64."""
        self.left -= 1
        if self.left < 0:
            raise Refusal(
                "With all its audiences this asks more than {most} conditions.",
                code="audience_invalid",
                most=MOST,
            )

    def _found(self, segment: UUID, above: frozenset[UUID]) -> And:
        if segment in above:
            raise Refusal("An audience can't be a part of itself.", code="segment_cycle")
        if segment not in self.segments:
            raise Refusal("An audience it is made of is no longer there.", code="segment_missing")
        return self.segments[segment]
