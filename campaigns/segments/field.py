"""A field: one thing that can be asked, of the database and of plain values alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Exists, F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import NullIf
from django.db.models.lookups import Lookup

from campaigns.segments.facts import Facts
from campaigns.segments.kinds import Kind
from campaigns.segments.lookups import LOOKUPS
from campaigns.segments.scope import Scope
from campaigns.segments.tree import Test

Condition: TypeAlias = Q | Exists | Lookup[Any]
Where = Callable[[Test, Scope], Condition]
Column = Callable[[Scope], Combinable]


@dataclass(frozen=True)
class Field:
    """`where` is the condition in SQL, null where nobody knows; `read` the value it compares.

    Columns of a wedding are `wedding_…`, see query.py. `secret`: whom it picks may be seen, what
    its value is may not.
    """

    key: str
    group: str
    label: str
    kind: Kind
    read: Callable[[Facts, Scope], Any]
    where: Where
    secret: bool = False


def by(column: Column) -> Where:
    """Compare what the column of a row is with the test's value."""
    return lambda test, scope: LOOKUPS[test.operator](column(scope), test.value, scope)


def column(name: str) -> Where:
    return by(lambda _: F(name))


def word(name: str) -> Where:
    """A text of which blank means unknown."""
    return by(lambda _: NullIf(F(name), Value("")))
