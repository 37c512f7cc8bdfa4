"""The sun over a venue. Pure: from a position and a day, nothing is looked up."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from astral import Observer
from astral.sun import sunset as astral_sunset

NOON = dt.time(12)
DEGREES_AN_HOUR = 15
# China is the furthest from its sun, three and a half hours; more is another place's zone.
FURTHEST = 4


@lru_cache(maxsize=4096)
def sunset(latitude: float, longitude: float, day: dt.date, zone: ZoneInfo) -> dt.time | None:
    """On the wall at the venue, to the minute; the horizon is taken as flat, at sea level.

    None where the sun doesn't set that day, and where the zone can't be the venue's.
    """
    if not _is_there(longitude, day, zone):
        return None
    try:
        at = astral_sunset(Observer(latitude, longitude, 0.0), date=day, tzinfo=zone)
    except ValueError:
        return None
    return _rounded(at)


def _is_there(longitude: float, day: dt.date, zone: ZoneInfo) -> bool:
    """Whether the zone's clock is near the sun's; at the date line a day counts as none."""
    offset = dt.datetime.combine(day, NOON, zone).utcoffset() or dt.timedelta()
    apart = (offset / dt.timedelta(hours=1) - longitude / DEGREES_AN_HOUR) % 24
    return min(apart, 24 - apart) <= FURTHEST


def _rounded(at: dt.datetime) -> dt.time:
    wall = at.replace(tzinfo=None)
    minute = wall.replace(second=0, microsecond=0)
    return (minute + dt.timedelta(minutes=round((wall - minute) / dt.timedelta(minutes=1)))).time()
