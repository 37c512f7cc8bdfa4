"""Expressions as closures: the common ones walk straight to their value, all others ask Liquid."""

from collections.abc import Callable
from functools import partial
from typing import Any

from liquid import Token
from liquid.builtin.expressions import (
    BooleanExpression,
    Filter,
    FilteredExpression,
    PositionalArgument,
)
from liquid.builtin.expressions import Path as PathExpression
from liquid.builtin.expressions.arguments import KeywordArgument
from liquid.builtin.expressions.logical import (
    ContainsExpression,
    EqExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LtExpression,
    NeExpression,
    _contains,
    _eq,
    _le,
    _lt,
    is_truthy,
)
from liquid.builtin.expressions.primitive import Blank, Empty, Literal
from liquid.environment import Environment
from liquid.expression import Expression

from personalization.fields import ROOTS
from personalization.liquid.frame import Frame
from personalization.liquid.missing import Missing
from personalization.liquid.rewrite import TextOrNothing
from personalization.liquid.scope import Lazy

Reader = Callable[[Frame], object]

# How two values are compared, given the token that names the place.
COMPARED: dict[type[Expression], Callable[[Token], Callable[[object, object], object]]] = {
    EqExpression: lambda _token: _eq,
    NeExpression: lambda _token: lambda left, right: not _eq(left, right),
    LtExpression: lambda token: partial(_lt, token),
    GtExpression: lambda token: lambda left, right: _lt(token, right, left),
    LeExpression: lambda _token: _le,
    GeExpression: lambda _token: lambda left, right: _le(right, left),
    ContainsExpression: lambda token: partial(_contains, token),
}


def reader(expression: Expression, env: Environment) -> Reader:
    match expression:
        case FilteredExpression():
            return _filtered(expression, env)
        case BooleanExpression():
            return _truth(reader(expression.expression, env))
        case TextOrNothing():
            return _text(reader(expression.inner, env))
        case _ if type(expression) in COMPARED:
            return _compared(expression, env)
        case _:
            return _simple(expression)


def field_of(expression: Expression) -> tuple[str, str] | None:
    """Group and name of a field that is printed as it is, if it has a text."""
    match expression:
        case FilteredExpression(left=PathExpression(path=[str(group), str(name)]), filters=filters):
            return (group, name) if all(map(_is_needless, filters or [])) else None
        case _:
            return None


def _is_needless(one: Filter) -> bool:
    """A `default` that nobody needs while there is a text; reading its fields does nothing."""
    match one:
        case Filter(name="default", args=[]):
            return True
        case Filter(name="default", args=[argument]):
            return _is_harmless(argument.value)
        case _:
            return False


def _is_harmless(value: Expression) -> bool:
    match value:
        case PathExpression(path=[str(group), str(_)]):
            return group in ROOTS
        case _:
            return isinstance(value, Literal)


def _simple(expression: Expression) -> Reader:
    match expression:
        case PathExpression():
            return _path(expression)
        case Literal():
            return _fixed(expression.value)
        case Blank() | Empty():
            return _fixed(expression)
        case _:
            return _asked(expression)


def _asked(expression: Expression) -> Reader:
    return lambda frame: expression.evaluate(frame.scope)


def _fixed(value: object) -> Reader:
    return lambda _frame: value


def _text(read: Reader) -> Reader:
    def text(frame: Frame) -> object:
        value = read(frame)
        return "" if type(value) is Missing else value

    return text


def _compared(expression: Any, env: Environment) -> Reader:
    compare = COMPARED[type(expression)](expression.token)
    left, right = reader(expression.left, env), reader(expression.right, env)
    return lambda frame: compare(left(frame), right(frame))


def _truth(read: Reader) -> Reader:
    def holds(frame: Frame) -> bool:
        value = read(frame)
        return type(value) is str or is_truthy(value)

    return holds


def _path(expression: PathExpression) -> Reader:
    match expression.path:
        case [str(name)]:
            return _name(name)
        case [str(group), str(name)]:
            return _field(group, name, _asked(expression))
        case [str(group), int(index)] if index >= 0:
            return _item(group, index, _asked(expression))
        case _:
            return _asked(expression)


def _name(name: str) -> Reader:
    """What stands alone: `pixel`, or a name the template has given."""
    nothing = Missing(name)

    def read(frame: Frame) -> object:
        if name in frame.values:
            value = frame.values[name]
            return nothing if value is None or value == "" else value
        try:
            return frame.scope.scope[name]
        except KeyError:
            return nothing

    return read


def _field(group: str, name: str, ask: Reader) -> Reader:
    """`group.name`."""
    nothing = Missing(f"{group}.{name}")

    def read(frame: Frame) -> object:
        fields = frame.values.get(group)
        if type(fields) is not dict:
            return ask(frame)
        value = fields.get(name)
        return nothing if value is None or value == "" else value

    return read


def _field_or(group: str, name: str, instead: object, ask: Reader) -> Reader:
    """`group.name | default: "instead"`, the most frequent of all."""

    def read(frame: Frame) -> object:
        fields = frame.values.get(group)
        if type(fields) is not dict:
            return ask(frame)
        value = fields.get(name)
        if value is None or value == "":
            return instead
        return value if type(value) is str or type(value) is int else ask(frame)

    return read


def _item(group: str, index: int, ask: Reader) -> Reader:
    """`link[3]`."""

    def read(frame: Frame) -> object:
        texts = frame.values.get(group)
        try:
            return (type(texts) is Lazy and texts[index]) or ask(frame)
        except IndexError:
            return ask(frame)

    return read


def _filtered(expression: FilteredExpression, env: Environment) -> Reader:
    match expression.left, expression.filters or []:
        case (
            PathExpression(path=[str(group), str(name)]),
            [Filter(name="default", args=[PositionalArgument(value=Literal(value=instead))])],
        ):
            return _field_or(group, name, instead, _asked(expression))
        case left, filters:
            read = reader(left, env)
            for one in filters:
                read = _step(read, one, env)
            return read


def _step(read: Reader, one: Filter, env: Environment) -> Reader:
    if any(isinstance(argument, KeywordArgument) for argument in one.args):
        return lambda frame: one.evaluate(read(frame), frame.scope)
    return _call(read, env.filters[one.name], [reader(arg.value, env) for arg in one.args])


def _call(read: Reader, function: Callable[..., object], arguments: list[Reader]) -> Reader:
    if not getattr(function, "with_context", False):
        return lambda frame: function(read(frame), *[one(frame) for one in arguments])
    return lambda frame: function(
        read(frame), *[one(frame) for one in arguments], context=frame.scope
    )
