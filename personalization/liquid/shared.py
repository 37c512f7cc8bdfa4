"""What reads the same for everybody a vendor writes to is written once, not for each of them.

Letterhead, colours, signature and footer are half of a mail's merge tags, and all they read is
who the vendor is and how its brand looks.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from liquid.ast import BlockNode, ConditionalBlockNode, Node
from liquid.builtin.content import ContentNode
from liquid.builtin.expressions import FilteredExpression, LoopExpression
from liquid.builtin.expressions import Path as PathExpression
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.expression import Expression

from personalization.fields import RESERVED
from personalization.liquid.nodes import PaidForNode, PrintNode

GROUPS = frozenset({"vendor", "brand"})

Names = frozenset[str]
Known = dict[int, "Prepared"]


@dataclass(frozen=True)
class Prepared:
    """Texts with holes between them; `work` is what those that are filled already have cost."""

    texts: list[str]
    holes: list[tuple[int, Any]]
    work: int


class Shared:
    """What closures have written for a vendor, kept until another vendor's turn."""

    def __init__(self) -> None:
        self._kept: tuple[object, object, Known] = (None, None, {})

    def known(self, values: Mapping[str, object]) -> Known:
        """By sequence of pieces; empty at first, and filled by them."""
        if not values.keys() <= RESERVED:
            return {}
        mine, look = values.get("vendor"), values.get("brand")
        vendor, brand, known = self._kept  # read at once: another thread may change it
        if mine != vendor or look != brand:
            known = {}
            if _is_plain(mine) and _is_plain(look):
                self._kept = (deepcopy(mine), deepcopy(look), known)
        return known


def _is_plain(group: object) -> bool:
    """Texts only: 1 equals true, and yet they don't print alike."""
    return type(group) is dict and all(map(_is_text, group.values()))


def _is_text(value: object) -> bool:
    return type(value) is str or (type(value) is list and all(type(one) is str for one in value))


def is_shared(node: Node | None, given: Names = GROUPS) -> bool:
    """Whether it only prints, and reads nothing but `given`."""
    match node:
        case None | ContentNode():
            return True
        case PrintNode():
            return _reads(node.expression, given)
        case BlockNode():
            return all(is_shared(one, given) for one in node.nodes)
        case ConditionalBlockNode():
            return _reads(node.expression, given) and is_shared(node.block, given)
        case _:
            return _is_shared_tag(node, given)


def _is_shared_tag(node: Node, given: Names) -> bool:
    match node:
        case IfNode() | UnlessNode():
            blocks = [node.consequence, *node.alternatives, node.default]
            return _reads(node.condition, given) and all(is_shared(one, given) for one in blocks)
        case PaidForNode():
            return _is_shared_loop(node, given)
        case _:
            return False


def _is_shared_loop(node: PaidForNode, given: Names) -> bool:
    """Fields come before the names a template gives: a loop over `wedding` gives none."""
    loop: LoopExpression = node.expression
    if loop.limit or loop.offset or loop.identifier in RESERVED:
        return False
    inside = given | {str(loop.identifier)}
    return (
        _reads(loop.iterable, given)
        and is_shared(node.block, inside)
        and is_shared(node.default, given)
    )


def _reads(expression: Expression, given: Names) -> bool:
    """Whether all it needs are these names, and no filter but `default`, which costs nothing."""
    match expression:
        case PathExpression(path=[str(root), *_]) if root in given:
            return all(_reads(one, given) for one in expression.children())
        case PathExpression():
            return False
        case FilteredExpression(filters=[*filters]) if any(f.name != "default" for f in filters):
            return False
        case _:
            return all(_reads(one, given) for one in expression.children())
