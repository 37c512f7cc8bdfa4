"""When a template is usually sent: counted from a day, in words an author reads. Pure."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from wedsync.weddings.calendar import Offset

# The day it is counted from; `moment` is sent by hand, when something has happened.
ANCHORS: Mapping[str, str] = {
    "inquiry": "their inquiry",
    "booked": "they have booked",
    "wedding": "the wedding",
    "gallery": "the gallery is theirs",
    "moment": "",
}
UNITS = {"hour": "hours", "day": "days", "week": "weeks", "month": "months", "year": "months"}
MONTHS_A_YEAR = 12
OFFSET = re.compile(r"(\d{1,4}) (hour|day|week|month|year)s? (before|after)")
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
KEYS = {"anchor", "offset", "at"}


@dataclass(frozen=True)
class Timing:
    """`words` is the offset as it was written, `at` the local time of day; both may be missing."""

    anchor: str
    words: str = ""
    at: dt.time | None = None

    @property
    def offset(self) -> Offset:
        if not self.words:
            return Offset()
        number, unit, side = _parsed(self.words)
        amount = number * (MONTHS_A_YEAR if unit == "year" else 1)
        return Offset(**{UNITS[unit]: -amount if side == "before" else amount})

    def __str__(self) -> str:
        """`6 weeks before the wedding, at 10:00`."""
        if self.anchor == "moment":
            return "When it happens"
        side = f"{self.words} {ANCHORS[self.anchor]}" if self.words else f"When {self._now}"
        return f"{side}, at {self.at:%H:%M}" if self.at else side

    @property
    def _now(self) -> str:
        return "it is the wedding" if self.anchor == "wedding" else ANCHORS[self.anchor]


def timing(raw: Mapping[str, object]) -> Timing:
    """From a template's JSON. Raises ValueError with a sentence about what is wrong."""
    if unknown := sorted(set(raw) - KEYS):
        raise ValueError(f"'{unknown[0]}' is not known here.")
    anchor, words, at = (str(raw.get(key, "")) for key in ("anchor", "offset", "at"))
    if anchor not in ANCHORS:
        raise ValueError(f"The anchor must be one of {', '.join(ANCHORS)}.")
    if words:
        _parsed(words)
    if (anchor == "moment") and (words or at):
        raise ValueError("What is sent by hand has neither an offset nor a time.")
    return Timing(anchor, words, _clock(at) if at else None)


def _parsed(words: str) -> tuple[int, str, str]:
    found = OFFSET.fullmatch(words)
    if found is None or int(found[1]) == 0:
        raise ValueError(f"'{words}' is no offset: write it like '6 weeks before'.")
    return int(found[1]), found[2], found[3]


def _clock(at: str) -> dt.time:
    found = CLOCK.fullmatch(at)
    if found is None:
        raise ValueError(f"'{at}' is no time of day: write it like '09:30'.")
    return dt.time(int(found[1]), int(found[2]))
