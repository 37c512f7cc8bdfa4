"""Which fields a template reads, and which of them it prints without a fallback.

A field is safe where a `default` follows it, or where a condition around it can only hold when
the field has a value. Whatever is not safe may be missing for somebody: that message is held.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from liquid.ast import BlockNode, Node
from liquid.builtin.expressions import FilteredExpression, LoopExpression
from liquid.builtin.expressions import Path as PathExpression
from liquid.builtin.expressions.primitive import Literal
from liquid.builtin.tags.assign_tag import AssignNode
from liquid.builtin.tags.capture_tag import CaptureNode
from liquid.builtin.tags.case_tag import CaseNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.expression import Expression

from personalization.liquid.dialect import Template
from personalization.liquid.knowledge import Known, field_of, known
from personalization.liquid.nodes import PrintNode
from personalization.liquid.scan import place

Present = frozenset[str]


@dataclass(frozen=True)
class Read:
    """One mention of a field; `given` marks a name that the template itself gives to a value."""

    path: str
    line: int
    column: int
    safe: bool = True
    given: bool = False


def reads(template: Template, *, present: Present = frozenset()) -> tuple[Read, ...]:
    """In the order of the source. `present`: fields a surrounding condition has made sure of."""
    return tuple(_Reader().block(template.bound.nodes, present))


class _Reader:
    """Walks a template as it reads; `names` are those the template has given so far."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def block(self, nodes: Iterable[Node], present: Present) -> Iterator[Read]:
        for node in nodes:
            yield from self.node(node, present)

    def node(self, node: Node, present: Present) -> Iterator[Read]:
        match node:
            case PrintNode() | AssignNode():
                yield from self.filtered(node.expression, present)
            case IfNode() | UnlessNode():
                yield from self.choice(node, present)
            case CaseNode():
                yield from self.case(node, present)
            case ForNode():
                yield from self.loop(node, present)
            case CaptureNode():
                yield from self.block(node.block.nodes, present)
            case _:
                pass
        if isinstance(node, (AssignNode, CaptureNode)):
            yield self.give(node.name, node)

    def choice(self, node: IfNode | UnlessNode, present: Present) -> Iterator[Read]:
        """Each branch knows that the conditions before it did not hold."""
        branches = [(node.condition, node.consequence)]
        branches += [(branch.expression, branch.block) for branch in node.alternatives]
        for index, (condition, block) in enumerate(branches):
            yield from self.mentions(condition, present)
            facts = known(condition)
            if index == 0 and isinstance(node, UnlessNode):
                facts = Known(facts.if_false, facts.if_true)
            yield from self.block(block.nodes, present | facts.if_true)
            present |= facts.if_false
        if node.default:
            yield from self.block(node.default.nodes, present)

    def case(self, node: CaseNode, present: Present) -> Iterator[Read]:
        yield from self.mentions(node.expression, present)
        for block in node.blocks:
            if isinstance(block, BlockNode):
                yield from self.block(block.nodes, present)
            else:
                values = block.expression.children()
                yield from self.mentions(block.expression, present)
                literal = all(isinstance(value, Literal) for value in values)
                sure = field_of(node.expression) if literal else frozenset()
                yield from self.block(block.block.nodes, present | sure)

    def loop(self, node: ForNode, present: Present) -> Iterator[Read]:
        loop: LoopExpression = node.expression
        yield from self.mentions(loop, present)
        yield self.give(loop.identifier, node)
        self.names.add("forloop")
        yield from self.block(node.block.nodes, present)
        if node.default:
            yield from self.block(node.default.nodes, present)

    def filtered(self, expression: Expression, present: Present) -> Iterator[Read]:
        """`{{ a | append: b | default: c }}`: a and b have a fallback, c has none."""
        filtered = cast("FilteredExpression", expression)
        filters = filtered.filters or []
        last = max((i for i, one in enumerate(filters) if one.name == "default"), default=-1)
        yield from self.mentions(filtered.left, present, safe=last >= 0)
        for index, one in enumerate(filters):
            for value in one.children():
                yield from self.mentions(value, present, safe=index < last)

    def mentions(
        self, expression: Expression, present: Present, *, safe: bool = True
    ) -> Iterator[Read]:
        if isinstance(expression, PathExpression) and str(expression.path[0]) not in self.names:
            path = _written(expression)
            where = place(expression.token.source, expression.token.start_index)
            yield Read(path, *where, safe=safe or path in present)
        for child in expression.children():
            yield from self.mentions(child, present, safe=safe)

    def give(self, name: str, node: Node) -> Read:
        self.names.add(str(name))
        where = place(node.token.source, node.token.start_index)
        return Read(str(name), *where, given=True)


def _written(path: PathExpression) -> str:
    """As the author wrote it; `[a]`, which looks a name up in a, is no field called a."""
    direct = all(isinstance(part, (str, int)) for part in path.path)
    return str(path) if direct else "".join(f"[{part}]" for part in path.path)
