"""The venue's own clock and sky, in the reader's words. Pure.

Each answer is kept: a season has few of them.
"""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time, get_timezone_name

from personalization.derived import destination
from personalization.sky import sunset

KEPT = 4096
UTC = ZoneInfo("UTC")


@lru_cache(maxsize=KEPT)
def known_zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):  # no such zone, or no name of one
        return None


@lru_cache(maxsize=KEPT)
def zone_name(zone: ZoneInfo, locale: Locale) -> str:
    """`Central European Time`, whatever the time of year."""
    return get_timezone_name(zone, "long", locale=locale)


def clock(at: dt.datetime | dt.time, locale: Locale) -> str:
    """`2:05 PM` or `14:05`, as the reader writes it; `at` is already local."""
    return _clock(at.hour, at.minute, locale)


@lru_cache(maxsize=KEPT)
def _clock(hour: int, minute: int, locale: Locale) -> str:
    return format_time(dt.time(hour, minute), "short", locale=locale)


def sunset_at(
    latitude: float | None,
    longitude: float | None,
    day: dt.date | None,
    zone: ZoneInfo,
    locale: Locale,
) -> str | None:
    """None where the place or the day is unknown, or the sun stays up."""
    if latitude is None or longitude is None or day is None:
        return None
    at = sunset(latitude, longitude, day, zone)
    return clock(at, locale) if at else None


@lru_cache(maxsize=KEPT)
def destination_of(
    venue: str, home: str, zone: ZoneInfo | None, homes: tuple[str, ...], day: dt.date
) -> str:
    """As `destination`, of the names of zones; without the venue's, only countries count."""
    known = filter(None, map(known_zone, homes)) if zone else ()
    return destination(venue, home, zone or UTC, known, day)
