"""The days a message can hang on."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wedsync.weddings.calendar.anniversary import anniversary
from wedsync.weddings.calendar.dates import WeddingDate

MOST_ANNIVERSARIES = 100


class Counted(StrEnum):
    """Anchors that follow from the wedding's date; every other anchor is a recorded day."""

    WEDDING_DAY = "wedding_day"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    ANNIVERSARY = "anniversary"


@dataclass(frozen=True)
class Anchor:
    """A `Counted` name, or that of a recorded day: "inquiry", "balance_due", "sangeet", …

    `number` says which anniversary. Raises ValueError for one nobody lives to see.
    """

    name: str
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= MOST_ANNIVERSARIES:
            raise ValueError(f"An anniversary has a number from 1 to {MOST_ANNIVERSARIES}.")


def anchor_day(
    anchor: Anchor, when: WeddingDate, recorded: Mapping[str, dt.date]
) -> dt.date | None:
    """The anchor's local day. None: nobody knows it yet, so what hangs on it holds.

    It never means "now". `recorded` has the days of its events, the dates of the contract and
    the vendor's own, by name; a recorded day can't take the place of a counted one.
    """
    match anchor.name:
        case Counted.WEDDING_DAY:
            return when.day
        case Counted.FIRST_DAY:
            return when.first_day
        case Counted.LAST_DAY:
            return when.last_day
        case Counted.ANNIVERSARY:
            return None if when.day is None else anniversary(when.day, anchor.number)
        case name:
            return recorded.get(name)
