"""What follows from a wedding's facts and from the client's other weddings. Pure.

Every answer is "" or False where nobody can know: nothing is guessed.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from wedsync.weddings.calendar import WeddingDate

Facts = Mapping[str, Any]

NOON = dt.time(12)
FAR = dt.timedelta(hours=2)  # of clock: about 30 degrees of longitude
DONE, BOOKED = "completed", "booked"


def season(when: WeddingDate, peak: Collection[int]) -> str:
    """peak or off_peak: whether they marry in one of the vendor's busy months (1 to 12)."""
    if when.span is None or not peak:
        return ""
    return "peak" if when.span.first.month in peak else "off_peak"


def destination(
    venue: str, home: str, zone: ZoneInfo, homes: Iterable[ZoneInfo], day: dt.date
) -> str:
    """abroad, far or home: the wedding, seen from the vendor and the couple.

    `venue` and `home` are the venue's and the vendor's country, `zone` the venue's, `homes` the
    vendor's and whatever the couple stated as theirs. far: two hours of clock or more on that day.
    """
    if venue and home and venue != home:
        return "abroad"
    if any(abs(_offset(zone, day) - _offset(other, day)) >= FAR for other in homes):
        return "far"
    return "home" if venue and home else ""


@lru_cache(maxsize=4096)
def _offset(zone: ZoneInfo, day: dt.date) -> dt.timedelta:
    return dt.datetime.combine(day, NOON, zone).utcoffset() or dt.timedelta()


def returning(wedding: Facts | None, all_weddings: Iterable[Facts], today: dt.date) -> bool:
    """Whether this client was served before: another wedding that is over, or booked and earlier.

    `today` is a local day. A booked wedding counts once its date is past.
    """
    this = wedding["id"] if wedding and "id" in wedding else None
    others = (one for one in all_weddings if one["id"] != this)
    return any(_served(one, today) for one in others)


def _served(wedding: Facts, today: dt.date) -> bool:
    if wedding["life"] == DONE:
        return True
    day = wedding["date"]
    return bool(wedding["life"] == BOOKED and day and day < today)
