"""A tree with the conditions of every segment it mentions in their place."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from campaigns.models import Segment
from campaigns.segments.parse import parse
from campaigns.segments.registry import kinds
from campaigns.segments.resolve import resolve
from campaigns.segments.tree import And, members

MOST = 200  # a vendor's
NONE: Mapping[UUID, And] = MappingProxyType({})


def written_out(tree: And, changed: Mapping[UUID, And] = NONE) -> And:
    """Of the current tenant; `changed` are segments as they would be.

    Raises Refusal for a segment that is gone or holds itself.
    """
    wanted = members(tree)
    if not wanted:
        return tree
    rows = dict(Segment.objects.order_by("id").values_list("id", "tree")[:MOST])
    found = dict(changed)
    wanted = wanted.union(*map(members, found.values()))
    while missing := (wanted - found.keys()) & rows.keys():
        found |= {one: parse(rows[one], kinds()) for one in missing}
        wanted = wanted.union(*(members(found[one]) for one in missing))
    return resolve(tree, found)
