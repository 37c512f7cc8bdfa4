"""A change of facts in words: what was, what is. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wedsync.lib.worded import worded

LABELS = {
    "date": worded("Date"),
    "days": worded("Its other days"),
    "zone": worded("Time zone"),
    "life": worded("The wedding is"),
    "milestones": worded("Agreed dates"),
    "roles": worded("Roles"),
}
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    label: str
    before: str
    after: str


def told(before: Json, after: Json) -> list[Told]:
    """A line for every fact that changes; date and precision are one."""
    names = [name for name in LABELS if name in after]
    lines = [Told(LABELS[name], _said(name, before), _said(name, after)) for name in names]
    if "precision" in after and "date" not in after:
        lines.insert(
            0,
            Told(worded("How much of the date is known"), before["precision"], after["precision"]),
        )
    return lines


def _said(name: str, facts: Json) -> str:
    if name == "date":
        return _date(facts["date"], facts.get("precision", "exact"))
    return SAY.get(name, str)(facts[name])


def _date(value: str | None, precision: str) -> str:
    if value is None:
        return worded("open")
    if precision == "month":
        return f"{dt.date.fromisoformat(value):%B %Y}"
    return _day(value)


def _day(value: str) -> str:
    day = dt.date.fromisoformat(value)
    return f"{day:%a} {day.day} {day:%b %Y}"


def _days(value: Iterable[tuple[str, str, str | None]]) -> str:
    return ", ".join(f"{kind} {_day(day)}" for kind, day, _ in value) or worded("not known")


def _marks(value: Mapping[str, tuple[str, str | None]]) -> str:
    dates = (f"{name.replace('_', ' ')} {_day(day)}" for name, (day, _) in value.items())
    return ", ".join(dates) or worded("none")


def _roles(value: Mapping[str, str]) -> str:
    return ", ".join(sorted(set(value.values()))).replace("_", " ")


SAY: Mapping[str, Callable[[Any], str]] = {
    "days": _days,
    "milestones": _marks,
    "roles": _roles,
    "zone": lambda value: value or worded("your own"),
}
