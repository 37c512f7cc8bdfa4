"""Why a date that a machine proposed waits for a person, by the vendor's limits. Pure."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Limits, Precision, WeddingDate, because, caution

Json = Mapping[str, Any]
DATE = frozenset({"date", "precision"})
NO_MORE = worded("it was proposed under other limits than you have today")


def why_it_waits(known: Json, after: Json, today: dt.date, limits: Limits) -> str:
    """`known`: the wedding's date and precision; `after`: what would change. "": no date would."""
    if DATE.isdisjoint(after):
        return ""
    why = caution(_when(known), _when({**known, **after}), today, limits)
    return NO_MORE if why is None else because(why, limits)


def _when(facts: Json) -> WeddingDate:
    """As a stored change keeps it."""
    if not facts["date"]:
        return WeddingDate.open()
    day = dt.date.fromisoformat(facts["date"])
    if facts["precision"] == Precision.MONTH:
        return WeddingDate.in_month(day.year, day.month)
    return WeddingDate.on(day)
