"""What may be asked of a value, one entry an operator. Pure.

Logic has three values: of what is unknown, nothing is true and nothing is false, so that "over 50"
and "not over 50" both leave out who never said. Ask for `unknown` to have them in.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.segments import shapes
from campaigns.segments.facts import Got
from campaigns.segments.scope import Scope
from campaigns.segments.shapes import UNSAID, Shape
from campaigns.segments.tree import Past, Test
from wedsync.lib.worded import worded

Holds = Callable[[Any, Any, Scope], bool]


@dataclass(frozen=True)
class Operator:
    """`words` stand between a field's label and the value; `negates` names its opposite."""

    key: str
    words: str
    shape: Shape
    holds: Holds = lambda _actual, _value, _scope: True
    negates: str = ""


def holds(test: Test, actual: Any, scope: Scope) -> bool | None:
    """Whether what is `actual` passes; None where nobody knows."""
    operator = OPERATORS[test.operator]
    if operator.negates:
        return opposite(holds(Test(test.field, operator.negates, test.value), actual, scope))
    if operator.key == "known":
        return actual is not None
    return None if actual is None else operator.holds(actual, test.value, scope)


def opposite(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _same(actual: str, word: str, _: Scope) -> bool:
    return actual.upper() == word.upper()


def _contains(actual: str, word: str, _: Scope) -> bool:
    return word.upper() in actual.upper()


def _begins(actual: str, word: str, _: Scope) -> bool:
    return actual.upper().startswith(word.upper())


def _within(actual: Sequence[dt.datetime], days: int, scope: Scope) -> bool:
    return any(at >= scope.since(days) for at in actual)


def _said(actual: Any, said: Any, _: Scope) -> bool:
    return actual.get((said.channel, said.purpose), UNSAID) in said.words


def _got(actual: Sequence[Got], past: Past, scope: Scope) -> bool:
    return any(_fits(one, past, scope) for one in actual)


def _acted(actual: Sequence[Got], past: Past, scope: Scope) -> bool:
    return any(one.acted and _fits(one, past, scope) for one in actual)


def _fits(one: Got, past: Past, scope: Scope) -> bool:
    return (
        past.template in {None, one.template}
        and (past.campaign is None or past.campaign in one.campaigns)
        and past.channel in {"", one.channel}
        and (past.days is None or (one.at is not None and one.at >= scope.since(past.days)))
    )


ALL = (
    Operator("known", worded("is known"), shapes.NOTHING),
    Operator("unknown", worded("is not known"), shapes.NOTHING, negates="known"),
    Operator("yes", worded("is so"), shapes.NOTHING, lambda actual, _value, _scope: actual),
    Operator("no", worded("is not so"), shapes.NOTHING, negates="yes"),
    Operator("is", worded("is one of"), shapes.CHOSEN, lambda actual, words, _: actual in words),
    Operator("is_not", worded("is none of"), shapes.CHOSEN, negates="is"),
    Operator("equals", worded("is"), shapes.TEXT, _same),
    Operator("differs", worded("is not"), shapes.TEXT, negates="equals"),
    Operator("contains", worded("contains"), shapes.TEXT, _contains),
    Operator("lacks", worded("does not contain"), shapes.TEXT, negates="contains"),
    Operator("begins", worded("begins with"), shapes.TEXT, _begins),
    Operator("over", worded("is over"), shapes.COUNT, lambda actual, bound, _: actual > bound),
    Operator("under", worded("is under"), shapes.COUNT, lambda actual, bound, _: actual < bound),
    Operator(
        "exactly", worded("is exactly"), shapes.COUNT, lambda actual, bound, _: actual == bound
    ),
    Operator(
        "between", worded("is between"), shapes.COUNTS, lambda n, ends, _: ends[0] <= n <= ends[1]
    ),
    Operator("from", worded("is on or after"), shapes.DAY, lambda actual, day, _: actual >= day),
    Operator("until", worded("is on or before"), shapes.DAY, lambda actual, day, _: actual <= day),
    Operator(
        "during", worded("is between"), shapes.DAYS, lambda day, ends, _: ends[0] <= day <= ends[1]
    ),
    Operator(
        "ahead",
        worded("lies ahead by"),
        shapes.DISTANCE,
        lambda day, far, scope: scope.ahead(far).first <= day <= scope.ahead(far).last,
    ),
    Operator(
        "ago",
        worded("lies back by"),
        shapes.DISTANCE,
        lambda day, far, scope: scope.ago(far).first <= day <= scope.ago(far).last,
    ),
    Operator("within", worded("in the last"), shapes.LATELY, _within),
    Operator("not_within", worded("not in the last"), shapes.LATELY, negates="within"),
    Operator(
        "has", worded("has one of"), shapes.CHOSEN, lambda tags, words, _: bool({*tags} & {*words})
    ),
    Operator("has_not", worded("has none of"), shapes.CHOSEN, negates="has"),
    Operator("said", worded("is"), shapes.SAID, _said),
    Operator("said_not", worded("is not"), shapes.SAID, negates="said"),
    Operator("got", worded("was received"), shapes.PAST, _got),
    Operator("got_not", worded("was not received"), shapes.PAST, negates="got"),
    Operator("acted", worded("was acted on"), shapes.PAST, _acted),
    Operator("acted_not", worded("was not acted on"), shapes.PAST, negates="acted"),
)
OPERATORS = {operator.key: operator for operator in ALL}
