"""Three tags of our own: printing that knows what is missing, loops that pay, case that ends."""

from io import StringIO
from typing import TextIO, cast

from liquid import TokenStream
from liquid.ast import BlockNode, Node
from liquid.builtin.expressions import (
    Filter,
    FilteredExpression,
    PositionalArgument,
    StringLiteral,
)
from liquid.builtin.expressions import Path as PathExpression
from liquid.builtin.output import Output, OutputNode
from liquid.builtin.tags.case_tag import CaseNode, CaseTag
from liquid.builtin.tags.for_tag import ForNode, ForTag
from liquid.context import RenderContext

from personalization.fields import DATES
from personalization.liquid.errors import BadValue
from personalization.liquid.missing import Missing
from personalization.liquid.scope import Scope
from wedsync.lib.worded import worded


class PrintNode(OutputNode):
    """`{{ … }}`."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        scope = cast("Scope", context)
        value = self.expression.evaluate(scope)
        if isinstance(value, Missing):
            return buffer.write(scope.missed(value.name))
        return buffer.write(scope.finish(printable(value), cast("StringIO", buffer).getvalue))


class Print(Output):
    node_class = PrintNode

    def parse(self, stream: TokenStream) -> OutputNode:
        node = super().parse(stream)
        _write_dates(cast("FilteredExpression", node.expression))
        return node


class PaidForNode(ForNode):
    """A loop whose every round costs as much as its body is long."""

    __slots__ = ("weight",)
    weight: int

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        cast("Scope", context).weight = self.weight
        return super().render_to_output(context, buffer)


class PaidFor(ForTag):
    node_class = PaidForNode

    def parse(self, stream: TokenStream) -> Node:
        start = stream.current.start_index
        node = cast("PaidForNode", super().parse(stream))
        node.weight = stream.current.start_index - start
        return node


class FirstMatchNode(CaseNode):
    """The first `when` that matches, once.

    In python-liquid `when 1, 1, 1` prints its block three times: nested, that grows without bound.
    """

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        for block in self.blocks:
            if isinstance(block, BlockNode):
                return block.render(context, buffer)
            if any(block.expression.evaluate(context)):
                return block.block.render(context, buffer)
        return 0


class FirstMatchCase(CaseTag):
    node_class = FirstMatchNode


TAGS = (Print, PaidFor, FirstMatchCase)


def printable(value: object) -> str:
    """Raises BadValue for what is neither text nor number; nil prints nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    raise BadValue(worded("A list or a group of fields can't be printed as it is."))


def _write_dates(expression: FilteredExpression) -> None:
    """A date prints as people write it, not as ISO 8601: `{{ wedding.date }}` asks for `date`."""
    path, filters = expression.left, expression.filters or []
    if not isinstance(path, PathExpression) or str(path) not in DATES:
        return
    if not any(one.name == "date" for one in filters):
        medium = PositionalArgument(StringLiteral(path.token, "medium"))
        expression.filters = [Filter(path.token, "date", [medium]), *filters]
