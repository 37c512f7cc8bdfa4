"""When a message of the library is usually sent: the day it hangs on, how far off, the hour."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Anchor, Counted, Offset

ANCHORS: Mapping[str, str] = {
    Counted.WEDDING_DAY: worded("the wedding"),
    Counted.FIRST_DAY: worded("the first day"),
    Counted.LAST_DAY: worded("the last day"),
    Counted.ANNIVERSARY: worded("the anniversary"),
    "inquiry": worded("the inquiry"),
    "booked": worded("the booking"),
    "delivered": worded("the delivery"),
    "balance_due": worded("the day the balance is due"),
    "changed": worded("the change"),
}
AMOUNTS: Mapping[str, tuple[str, str]] = {
    "months": (worded("{count} month"), worded("{count} months")),
    "weeks": (worded("{count} week"), worded("{count} weeks")),
    "days": (worded("{count} day"), worded("{count} days")),
    "working_days": (worded("{count} working day"), worded("{count} working days")),
    "hours": (worded("{count} hour"), worded("{count} hours")),
}
UNITS = tuple(field.name for field in fields(Offset))


@dataclass(frozen=True)
class Timing:
    """A default to change: nothing is sent by it alone. `at` is a time on a wall at the venue."""

    anchor: Anchor
    offset: Offset
    at: dt.time

    def __str__(self) -> str:
        """For who plans: "6 weeks before the wedding, 09:30"."""
        day, hour = ANCHORS[self.anchor.name], self.at.strftime("%H:%M")
        moved = [(name, count) for name in UNITS if (count := getattr(self.offset, name))]
        if not moved:
            return worded("the day of {anchor}{at}", anchor=day, at=f", {hour}")
        (unit, count), *_ = moved
        one, more = AMOUNTS[unit]
        told = {"anchor": day, "at": f", {hour}"}
        told["distance"] = (one if abs(count) == 1 else more).format(count=abs(count))
        if count > 0:
            return worded("{distance} after {anchor}{at}", **told)
        return worded("{distance} before {anchor}{at}", **told)


def parse_timing(raw: Mapping[str, Any]) -> Timing:
    """From {"anchor": "wedding_day", "weeks": -6, "at": "09:30"}. Raises ValueError."""
    if unknown := sorted(set(raw) - {"anchor", "at", *UNITS}):
        raise ValueError(f"A timing has no '{unknown[0]}'.")
    if raw.get("anchor") not in ANCHORS:
        raise ValueError(f"A timing hangs on one of {', '.join(ANCHORS)}.")
    offset = Offset(**{unit: raw[unit] for unit in UNITS if unit in raw})
    return Timing(Anchor(raw["anchor"]), offset, dt.time.fromisoformat(raw.get("at", "")))
