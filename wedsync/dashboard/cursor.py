"""Lists by cursor: a page starts behind the last row of the one before, come what may."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=Model)
SIZE = 25
BETWEEN = "~"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """`next` is the cursor of the page behind this one, "" on the last."""

    rows: list[Row]
    next: str
    first: bool


def page_of(queryset: QuerySet[Row], order: Sequence[str], cursor: str) -> Page[Row]:
    """`order` are fields of the model that together are unique, as for `order_by`.

    Raises Http404 for a cursor we never gave.
    """
    found = queryset.order_by(*order)
    if cursor:
        found = found.filter(_behind(queryset.model, order, cursor.split(BETWEEN)))
    rows = list(found[: SIZE + 1])
    more = len(rows) > SIZE
    return Page(rows[:SIZE], _cursor(rows[SIZE - 1], order) if more else "", first=not cursor)


def _cursor(row: Model, order: Sequence[str]) -> str:
    return BETWEEN.join(str(getattr(row, name.lstrip("-"))) for name in order)


def _behind(model: type[Model], order: Sequence[str], words: Sequence[str]) -> Q:
    """(a, b) > (x, y) spelled out: a > x, or a = x and b > y."""
    if len(words) != len(order):
        raise Http404(_("There is no such page."))
    values = [_value(model, name, word) for name, word in zip(order, words, strict=True)]
    condition, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        direction = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{field}__{direction}": value})
        equal &= Q(**{field: value})
    return condition


def _value(model: type[Model], name: str, word: str) -> object:
    options = model._meta  # noqa: SLF001 -- Django's documented API
    field = cast("Field[Any, Any]", options.get_field(name.lstrip("-")))
    try:
        return field.to_python(word)
    except ValidationError:
        raise Http404(_("There is no such page.")) from None
