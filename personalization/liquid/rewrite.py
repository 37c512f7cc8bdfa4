"""Go over a parsed template once: refuse unknown filters, bound ranges, mend `== blank`."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from liquid import BoundTemplate, RenderContext
from liquid.ast import Node
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.expressions.logical import EqExpression, NeExpression
from liquid.builtin.expressions.primitive import Blank, Empty, RangeLiteral
from liquid.expression import Expression
from liquid.limits import to_int

from personalization.liquid import limits
from personalization.liquid.errors import BadSource, TooMuch
from personalization.liquid.filters import NAMES
from personalization.liquid.missing import Missing
from personalization.liquid.scan import place
from wedsync.lib.worded import worded


def rewrite(template: BoundTemplate) -> None:
    """Raises BadSource for a filter we don't have."""
    for expression in expressions(template):
        if isinstance(expression, FilteredExpression):
            _check_filters(expression)
        elif isinstance(expression, RangeLiteral):
            expression.stop = Bounded(expression.start, expression.stop)
        elif isinstance(expression, (EqExpression, NeExpression)):
            _mend(expression)


def expressions(template: BoundTemplate) -> Iterator[Expression]:
    """Every expression, outer ones first."""
    static = RenderContext(template)
    nodes: list[Node] = list(template.nodes)
    while nodes:
        node = nodes.pop()
        yield from _within(node.expressions())
        nodes.extend(node.children(static))


class Bounded(Expression):
    """The end of a range that may hold at most as much as any list."""

    __slots__ = ("start", "stop")

    def __init__(self, start: Expression, stop: Expression) -> None:
        super().__init__(stop.token)
        self.start, self.stop = start, stop

    def __str__(self) -> str:
        return str(self.stop)

    def evaluate(self, context: RenderContext) -> int:
        start, stop = (_number(one.evaluate(context)) for one in (self.start, self.stop))
        if stop - start >= limits.ITEMS:
            raise TooMuch(worded("A range holds more than {most} numbers.", most=limits.ITEMS))
        return stop

    def children(self) -> list[Expression]:
        return [self.stop]


class TextOrNothing(Expression):
    """What is compared with `blank` or `empty`: python-liquid says nil is neither."""

    __slots__ = ("inner",)

    def __init__(self, inner: Expression) -> None:
        super().__init__(inner.token)
        self.inner = inner

    def evaluate(self, context: RenderContext) -> object:
        value = self.inner.evaluate(context)
        return "" if isinstance(value, Missing) else value

    def children(self) -> list[Expression]:
        return [self.inner]


def _within(outer: Iterable[Expression]) -> Iterator[Expression]:
    for expression in outer:
        yield expression
        yield from _within(expression.children())


def _check_filters(expression: FilteredExpression) -> None:
    for one in expression.filters or []:
        if one.name not in NAMES:
            near = get_close_matches(one.name, NAMES, n=1)
            hint = worded(" Did you mean '{name}'?", name=near[0]) if near else ""
            where = place(one.token.source, one.token.start_index)
            raise BadSource(
                worded("There is no filter '{name}'.{perhaps}", name=one.name, perhaps=hint), *where
            )


def _mend(comparison: EqExpression | NeExpression) -> None:
    if isinstance(comparison.right, (Blank, Empty)):
        comparison.left = TextOrNothing(comparison.left)
    elif isinstance(comparison.left, (Blank, Empty)):
        comparison.right = TextOrNothing(comparison.right)


def _number(value: object) -> int:
    try:
        return to_int(value)
    except (ValueError, TypeError):
        return 0
