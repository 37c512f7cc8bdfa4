"""What a list may be narrowed by: declared by each noun, and nothing else is understood."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from rest_framework.exceptions import ValidationError

Rows = QuerySet[Any]
Narrow = Callable[[Rows, Any], Rows]


@dataclass(frozen=True)
class Filter:
    """`read` makes a value of the parameter's text, and raises ValueError with a sentence."""

    name: str
    read: Callable[[str], object]
    narrow: Narrow
    schema: dict[str, Any]
    help: str


def narrowed(rows: Rows, filters: Iterable[Filter], given: QueryDict) -> Rows:
    """Every given filter holds. Raises ValidationError for a value that can't be read."""
    for one in filters:
        if one.name in given:
            rows = one.narrow(rows, value_of(one, str(given[one.name])))
    return rows


def value_of(one: Filter, text: str) -> object:
    try:
        return one.read(text)
    except ValueError as error:
        raise ValidationError({one.name: [str(error)]}) from None


def refuse_unknown(given: QueryDict, known: Collection[str]) -> None:
    """A parameter that is misspelt must not look as if it had been heeded."""
    unknown = [name for name in given if name not in known]
    if unknown:
        raise ValidationError({name: ["There is no such parameter."] for name in unknown})


def by_id(name: str, narrow: Narrow | None = None) -> Filter:
    """The id of another row; one that nobody has finds nothing."""
    schema = {"type": "string", "format": "uuid"}
    return Filter(name, _id, narrow or _is(name), schema, f"Only those of this {name}.")


def by_word(name: str, words: Iterable[str], path: str = "") -> Filter:
    known = [*words]

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"Write one of: {', '.join(known)}.")
        return text

    schema = {"type": "string", "enum": known}
    return Filter(name, read, _is(path or name), schema, "Only those that are this.")


def by_text(name: str, longest: int, help: str) -> Filter:  # noqa: A002 -- the field's own word
    """Exactly this text."""

    def read(text: str) -> str:
        if not text or len(text) > longest or not text.isprintable():
            raise ValueError(f"Write 1 to {longest} printable characters.")
        return text

    schema = {"type": "string", "minLength": 1, "maxLength": longest}
    return Filter(name, read, _is(name), schema, help)


def by_flag(name: str, narrow: Narrow, help: str) -> Filter:  # noqa: A002 -- the field's own word
    def read(text: str) -> bool:
        if text not in {"true", "false"}:
            raise ValueError("Write true or false.")
        return text == "true"

    return Filter(name, read, narrow, {"type": "boolean"}, help)


def since(name: str, path: str, narrow: Narrow | None = None) -> Filter:
    """From this instant on: `2027-06-19T12:00:00Z`."""
    schema = {"type": "string", "format": "date-time"}
    return Filter(name, _instant, narrow or _is(f"{path}__gte"), schema, "From this instant on.")


def from_day(name: str, path: str) -> Filter:
    return Filter(name, _day, _is(f"{path}__gte"), DAY, "From this day on.")


def to_day(name: str, path: str) -> Filter:
    return Filter(name, _day, _is(f"{path}__lte"), DAY, "Up to this day, itself included.")


DAY = {"type": "string", "format": "date"}
YEARS = range(1900, 2201)


def _is(path: str) -> Narrow:
    return lambda rows, value: rows.filter(**{path: value})


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("This is no id.") from None


def _instant(text: str) -> dt.datetime:
    found: dt.datetime | None = _parsed(parse_datetime, text)
    if found is None or found.tzinfo is None or found.year not in YEARS:
        raise ValueError("Write an instant with its zone, like 2027-06-19T12:00:00Z.")
    return found.astimezone(dt.UTC)


def _day(text: str) -> dt.date:
    found: dt.date | None = _parsed(parse_date, text)
    if found is None or found.year not in YEARS:
        raise ValueError("Write a day like 2027-06-19.")
    return found


def _parsed(parse: Callable[[str], Any], text: str) -> Any:
    """Django's own raise for a day that is no day, and give None for what is no date."""
    try:
        return parse(text)
    except ValueError:
        return None
