"""Whether a condition holds, asked of many weddings at once."""

import logging
from collections.abc import Callable, Collection, Iterable
from uuid import UUID

import orjson

from campaigns.segments.audience import parse
from campaigns.segments.audience import weddings as weddings_of
from campaigns.timeline.contents import Tree
from wedsync.lib.refusal import Refusal

logger = logging.getLogger(__name__)
Holds = Callable[[UUID, Tree], bool]


def holds(weddings: Collection[UUID], condition: Tree) -> set[UUID]:
    """Those of them whose people are in this audience, in one query.

    A condition that can't be asked any more holds for nobody: whoever publishes is told.
    """
    try:
        found = weddings_of(parse(condition))
    except Refusal as refused:
        logger.warning("a timeline's condition can't be asked: %s", refused.reason)
        return set()
    return set(found.filter(meant__among=weddings))


def asked(weddings: Collection[UUID], conditions: Iterable[Tree | None]) -> Holds:
    """Each different condition once; what comes back answers for any wedding of these."""
    different = {_key(tree): tree for tree in conditions if tree is not None}
    found = {key: holds(weddings, tree) for key, tree in different.items()}
    return lambda wedding, tree: wedding in found[_key(tree)]


def _key(tree: Tree) -> bytes:
    return orjson.dumps(tree, option=orjson.OPT_SORT_KEYS)
