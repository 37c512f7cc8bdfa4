"""The filters a template may use: python-liquid's own, each measured before and after it runs."""

from collections.abc import Callable, Mapping
from typing import Any

from liquid.filter import with_context

from personalization.liquid import limits
from personalization.liquid.dates import written
from personalization.liquid.errors import BadValue
from personalization.liquid.limits import measured, room_for
from personalization.liquid.missing import Missing
from personalization.liquid.scope import Scope
from wedsync.lib.worded import worded

Filter = Callable[..., Any]

TEXTS = (
    "append", "prepend", "capitalize", "downcase", "upcase", "strip", "lstrip", "rstrip", "squish",
    "remove", "remove_first", "remove_last", "replace", "replace_first", "replace_last",
    "truncate", "truncatewords", "split",
)  # fmt: skip
NUMBERS = (
    "plus", "minus", "times", "divided_by", "modulo", "round", "ceil", "floor", "abs", "at_least",
    "at_most",
)  # fmt: skip
LISTS = (
    "join", "first", "last", "size", "slice", "sort", "sort_natural", "reverse", "uniq", "compact",
    "concat",
)  # fmt: skip
NAMES = (*TEXTS, *NUMBERS, *LISTS, "default", "date")

DECIMALS = 15


def allowed(builtin: Mapping[str, Filter]) -> dict[str, Filter]:
    """Every filter of ours, made from python-liquid's; whatever else it brings is left out."""
    known = {**builtin, "date": _date}
    return {
        "default": builtin["default"],
        **{name: guarded(name, known[name]) for name in NAMES if name != "default"},
    }


def guarded(name: str, function: Filter) -> Filter:
    """`function`, which passes on what is missing, and pays for what it reads and makes."""
    given = _context if function is _date else _environment if _asks(function) else _nothing
    before = BEFORE.get(name)

    def call(value: object, *arguments: object, context: Scope) -> object:
        for one in (value, *arguments):
            if isinstance(one, Missing):
                return one
        context.meter.charge(limits.CALL + sum(map(measured, (value, *arguments))))
        _refuse_wrong_kind(name, value)
        if before:
            before(value, *arguments)
        result = function(value, *arguments, **given(context))
        context.meter.charge(measured(result))
        return result

    return with_context(call)


def _asks(function: Filter) -> bool:
    return bool(getattr(function, "with_environment", False))


def _context(context: Scope) -> dict[str, object]:
    return {"context": context}


def _environment(context: Scope) -> dict[str, object]:
    return {"environment": context.env}


def _nothing(_context: Scope) -> dict[str, object]:
    return {}


def _refuse_wrong_kind(name: str, value: object) -> None:
    if isinstance(value, Mapping):
        raise BadValue(worded("'{name}' can't work on a group of fields.", name=name))
    if name in TEXTS and isinstance(value, (list, tuple, range)):
        raise BadValue(
            worded("'{name}' works on a text, not on a list. Use 'join' first.", name=name)
        )


def _date(value: object, form: object = "medium", *, context: Scope) -> str:
    return written(str(value), str(form), context.locale)


def _before_append(value: object, *arguments: object) -> None:
    room_for(len(str(value)) + sum(len(str(argument)) for argument in arguments))


def _before_replace(value: object, *arguments: object) -> None:
    old, new = (*map(str, arguments[:2]), "", "")[:2]
    room_for(len(str(value)) + str(value).count(old) * len(new))


def _before_join(value: object, *arguments: object) -> None:
    separator = str(arguments[0]) if arguments else " "
    things = value if isinstance(value, (list, tuple, range)) else [value]
    room_for(sum(len(str(thing)) + len(separator) for thing in things))


def _before_split(value: object, *arguments: object) -> None:
    text, separator = str(value), str(arguments[0]) if arguments else " "
    pieces = (text.count(separator) if separator else len(text)) + 1
    measured(range(pieces))


def _before_round(_value: object, *arguments: object) -> None:
    # round(5, -10**9) computes ten to the power of a thousand million first.
    if arguments and not (isinstance(arguments[0], int) and 0 <= arguments[0] <= DECIMALS):
        raise BadValue(
            worded("'round' takes a number of decimals from 0 to {most}.", most=DECIMALS)
        )


BEFORE: dict[str, Callable[..., None]] = {
    "append": _before_append,
    "prepend": _before_append,
    "replace": _before_replace,
    "replace_first": _before_append,
    "replace_last": _before_append,
    "truncate": _before_append,
    "truncatewords": _before_append,
    "join": _before_join,
    "split": _before_split,
    "round": _before_round,
}
