"""Facts as a stored change keeps them: JSON by name, and back. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from campaigns.reflow.changes import Day, Facts, Mark
from wedsync.weddings.calendar import Precision

Json = dict[str, Any]


def to_json(facts: Facts, names: Iterable[str]) -> Json:
    return {name: WRITE[name](getattr(facts, name)) for name in names}


def over(facts: Facts, told: Json) -> Facts:
    """`facts` with those of a stored change over them. Raises KeyError for what isn't a fact."""
    return replace(facts, **{name: READ[name](value) for name, value in told.items()})


def _said(one: dt.date | dt.time | None) -> str | None:
    return None if one is None else one.isoformat()


def _date(told: str | None) -> dt.date | None:
    return None if told is None else dt.date.fromisoformat(told)


def _time(told: str | None) -> dt.time | None:
    return None if told is None else dt.time.fromisoformat(told)


def _instant(told: str | None) -> dt.datetime | None:
    return None if told is None else dt.datetime.fromisoformat(told)


def _days(days: Iterable[Day]) -> list[list[str | None]]:
    return [[one.kind, _said(one.day), _said(one.starts_at)] for one in days]


def _read_days(told: Iterable[tuple[str, str, str | None]]) -> tuple[Day, ...]:
    return tuple(Day(kind, dt.date.fromisoformat(day), _time(at)) for kind, day, at in told)


def _marks(marks: Mapping[str, Mark]) -> dict[str, list[str | None]]:
    return {name: [_said(one.day), _said(one.at)] for name, one in marks.items()}


def _read_marks(told: Mapping[str, tuple[str, str | None]]) -> dict[str, Mark]:
    return {
        name: Mark(dt.date.fromisoformat(day), _instant(at)) for name, (day, at) in told.items()
    }


WRITE: Mapping[str, Callable[[Any], Any]] = {
    "date": _said,
    "precision": str,
    "days": _days,
    "zone": str,
    "life": str,
    "milestones": _marks,
    "roles": dict,
}
READ: Mapping[str, Callable[[Any], Any]] = {
    "date": _date,
    "precision": Precision,
    "days": _read_days,
    "zone": str,
    "life": str,
    "milestones": _read_marks,
    "roles": dict,
}
