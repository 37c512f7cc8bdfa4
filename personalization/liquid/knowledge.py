"""What a condition proves about the fields it mentions, when it holds and when it doesn't."""

from dataclasses import dataclass

from liquid.ast import Node
from liquid.builtin.expressions import BooleanExpression
from liquid.builtin.expressions import Path as PathExpression
from liquid.builtin.expressions.logical import (
    ContainsExpression,
    EqExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LogicalAndExpression,
    LogicalOrExpression,
    LtExpression,
    NeExpression,
)
from liquid.builtin.expressions.primitive import Blank, Empty, Literal, Nil
from liquid.expression import Expression

from personalization.liquid.rewrite import TextOrNothing

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """Fields that surely have a value if the condition holds, and if it does not."""

    if_true: frozenset[str] = NOTHING
    if_false: frozenset[str] = NOTHING


ORDERED = (
    LtExpression,
    GtExpression,
    LeExpression,
    GeExpression,
    ContainsExpression,  # false, as the comparisons are, when a side is missing
)


def known(condition: Expression) -> Known:
    if isinstance(condition, BooleanExpression):
        return known(condition.expression)
    if isinstance(condition, (LogicalAndExpression, LogicalOrExpression)):
        return _both(condition)
    if isinstance(condition, (EqExpression, NeExpression)):
        return _equal(condition)
    if isinstance(condition, ORDERED):
        return Known(if_true=field_of(condition.left) | field_of(condition.right))
    return Known(if_true=field_of(condition))


def _both(pair: LogicalAndExpression | LogicalOrExpression) -> Known:
    left, right = known(pair.left), known(pair.right)
    if isinstance(pair, LogicalAndExpression):
        return Known(left.if_true | right.if_true, left.if_false & right.if_false)
    return Known(left.if_true & right.if_true, left.if_false | right.if_false)


def _equal(pair: EqExpression | NeExpression) -> Known:
    """Equal to a literal: there is a value. Not equal to nil, blank or empty: there is one too."""
    sides = (pair.left, pair.right)
    fields = field_of(pair.left) | field_of(pair.right)
    if any(isinstance(side, (Nil, Blank, Empty)) for side in sides):
        same = Known(if_false=fields)
    elif any(isinstance(side, Literal) for side in sides):
        same = Known(if_true=fields)
    else:
        same = Known()
    return same if isinstance(pair, EqExpression) else Known(same.if_false, same.if_true)


def field_of(expression: Expression) -> frozenset[str]:
    if isinstance(expression, TextOrNothing):
        return field_of(expression.inner)
    return frozenset({str(expression)}) if isinstance(expression, PathExpression) else NOTHING


def condition_of(node: Node) -> Expression:
    """The condition of an `if` tag."""
    return next(iter(node.expressions()))
