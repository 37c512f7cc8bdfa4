"""Keeps a new date out of what a row changes where a person should look at it first. Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from crm_connectors.recognise import Values
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Caution, Precision, WeddingDate, caution

DATE = frozenset({"date", "precision"})
WHY = {
    Caution.PAST: worded("that day is over"),
    Caution.NEAR: worded("it is so close"),
    Caution.VAGUE: worded("we know the date better than this row does"),
    Caution.FAR: worded("it is so far from the one we know"),
}


@dataclass(frozen=True)
class Proposed:
    """A date that waits for a person; `day` None: the date would be open again."""

    day: dt.date | None
    precision: str
    why: Caution

    @property
    def sentence(self) -> str:
        to = f"{self.day.day} {self.day:%B %Y}" if self.day else worded("an open date")
        return worded(
            "Moves the wedding to {to}, which waits for your yes: {why}.", to=to, why=WHY[self.why]
        )


def cautious(
    change: Values, stored: Values, today: dt.date
) -> tuple[dict[str, object], Proposed | None]:
    """What a row may change by itself, and the date that has to wait."""
    told = {**stored, **change}
    why = caution(_when(stored), _when(told), today)
    if why is None:
        return dict(change), None
    rest = {name: value for name, value in change.items() if name not in DATE}
    return rest, Proposed(cast("dt.date | None", told["date"]), str(told["precision"]), why)


def _when(values: Values) -> WeddingDate:
    day = cast("dt.date | None", values["date"])
    if day is None:
        return WeddingDate.open()
    if values["precision"] == Precision.MONTH:
        return WeddingDate.in_month(day.year, day.month)
    return WeddingDate.on(day)
