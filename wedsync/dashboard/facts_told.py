"""A change of facts in the reader's words: what was, what is."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from wedsync.dashboard.looks import WEDDING
from wedsync.dashboard.ruler import ANCHORS
from wedsync.lib.dates import dated
from wedsync.lib.translated import translated
from wedsync.lib.worded import worded
from wedsync.weddings.models import DayKind, Precision, Role

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
            Told(
                worded("How much of the date is known"),
                _precision(before["precision"]),
                _precision(after["precision"]),
            ),
        )
    return lines


def _said(name: str, facts: Json) -> str:
    if name == "date":
        return _date(facts["date"], facts.get("precision", "exact"))
    return SAY.get(name, str)(facts[name])


def _date(value: str | None, precision: str) -> str:
    if value is None:
        return translated(worded("open"))
    if precision == "month":
        return dated(dt.date.fromisoformat(value), "MMMM y", get_language() or "en")
    return _day(value)


def _day(value: str) -> str:
    return dated(dt.date.fromisoformat(value), "EEE d MMM y", get_language() or "en")


def _days(value: Iterable[tuple[str, str, str | None]]) -> str:
    said = (f"{translated(DayKind(kind).label)} {_day(day)}" for kind, day, _ in value)
    return ", ".join(said) or translated(worded("not known"))


def _marks(value: Mapping[str, tuple[str, str | None]]) -> str:
    dates = (f"{_mark(name)} {_day(day)}" for name, (day, _) in value.items())
    return ", ".join(dates) or translated(worded("none"))


def _mark(name: str) -> str:
    """A milestone of ours by its word, a vendor's own by the name it was given."""
    return translated(ANCHORS.get(name, name.replace("_", " ")))


def _roles(value: Mapping[str, str]) -> str:
    return ", ".join(translated(Role(role).label) for role in sorted(set(value.values())))


def _precision(value: str) -> str:
    return translated(Precision(value).label)


SAY: Mapping[str, Callable[[Any], str]] = {
    "days": _days,
    "milestones": _marks,
    "roles": _roles,
    "zone": lambda value: value or translated(worded("your own")),
    "life": lambda value: translated(WEDDING[value].word),
}
