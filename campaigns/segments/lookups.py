"""How each operator asks a column. An opposite has none: it is the other's negation."""

from collections.abc import Callable
from typing import Any

from django.db.models import Value
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    IContains,
    IExact,
    In,
    IsNull,
    IStartsWith,
    LessThan,
    LessThanOrEqual,
    Lookup,
    Range,
)

from campaigns.segments.scope import Scope

# Of a column, the test's value and the scope.
Compare = Callable[[Any, Any, Scope], Lookup[Any]]

LOOKUPS: dict[str, Compare] = {
    "known": lambda column, _value, _scope: IsNull(column, False),
    "yes": lambda column, _value, _scope: Exact(column, Value(True)),
    "is": lambda column, words, _: In(column, list(words)),
    "equals": lambda column, word, _: IExact(column, word),
    "contains": lambda column, word, _: IContains(column, word),
    "begins": lambda column, word, _: IStartsWith(column, word),
    "over": lambda column, bound, _: GreaterThan(column, bound),
    "under": lambda column, bound, _: LessThan(column, bound),
    "exactly": lambda column, bound, _: Exact(column, bound),
    "between": lambda column, ends, _: Range(column, ends),
    "from": lambda column, day, _: GreaterThanOrEqual(column, day),
    "until": lambda column, day, _: LessThanOrEqual(column, day),
    "during": lambda column, ends, _: Range(column, ends),
    "ahead": lambda column, far, scope: Range(column, tuple(scope.ahead(far))),
    "ago": lambda column, far, scope: Range(column, tuple(scope.ago(far))),
    "within": lambda column, days, scope: GreaterThanOrEqual(column, scope.since(days)),
}
