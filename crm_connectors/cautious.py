"""Keeps a new date out of what a row changes where a person should look at it first. Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, cast

from crm_connectors.recognise import Values
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Caution, Limits, Precision, WeddingDate, because, caution
from wedsync.weddings.calendar.caution import USUAL

DATE = frozenset({"date", "precision"})


class Guard(NamedTuple):
    """The vendor's day, and how far and how close a date may be moved without their yes."""

    today: dt.date
    limits: Limits = USUAL


@dataclass(frozen=True)
class Proposed:
    """A date that waits for a person, by whose limits; `day` None: it would be open again."""

    day: dt.date | None
    precision: str
    why: Caution
    limits: Limits = USUAL

    @property
    def sentence(self) -> str:
        to = f"{self.day.day} {self.day:%B %Y}" if self.day else worded("an open date")
        why = because(self.why, self.limits)
        return worded("Moves the wedding to {to}, which waits for your yes: {why}.", to=to, why=why)


def cautious(
    change: Values, stored: Values, guard: Guard
) -> tuple[dict[str, object], Proposed | None]:
    """What a row may change by itself, and the date that has to wait."""
    told = {**stored, **change}
    why = caution(_when(stored), _when(told), guard.today, guard.limits)
    if why is None:
        return dict(change), None
    rest = {name: value for name, value in change.items() if name not in DATE}
    day = cast("dt.date | None", told["date"])
    return rest, Proposed(day, str(told["precision"]), why, guard.limits)


def _when(values: Values) -> WeddingDate:
    day = cast("dt.date | None", values["date"])
    if day is None:
        return WeddingDate.open()
    if values["precision"] == Precision.MONTH:
        return WeddingDate.in_month(day.year, day.month)
    return WeddingDate.on(day)
