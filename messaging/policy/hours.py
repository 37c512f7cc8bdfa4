"""Quiet hours on somebody's wall, and the first instant after them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wedsync.weddings.calendar import Window, at_local, local_day, merged, utc

EVERY_DAY = tuple(range(7))
MIDNIGHT = dt.time()
ONE_DAY = dt.timedelta(days=1)
# Whoever finds no free hour in two weeks (two zones half a world apart) will find none later.
FARTHEST = dt.timedelta(days=14)


class Quiet(NamedTuple):
    """From `start` up to, not including, `end` on a wall; an end not after it is the next day's.

    It begins on its weekdays (Monday 0) and on its dates. Midnight to midnight is the whole day.
    """

    start: dt.time
    end: dt.time
    weekdays: tuple[int, ...] = EVERY_DAY
    dates: tuple[dt.date, ...] = ()


NIGHT = Quiet(dt.time(21), dt.time(8))  # for a vendor that hasn't set its own


def is_quiet(instant: dt.datetime, zones: tuple[ZoneInfo, ...], quiet: tuple[Quiet, ...]) -> bool:
    """Whether it is quiet in any of the zones; an hour that comes twice is quiet both times."""
    return _quiet_until(utc(instant), zones, quiet) is not None


def next_allowed(
    now: dt.datetime, zones: tuple[ZoneInfo, ...], quiet: tuple[Quiet, ...]
) -> dt.datetime | None:
    """The first instant, not before `now`, that is quiet in none of the zones; None: never.

    Where the clock skips the end of the quiet hours, it is the first instant after the gap.
    """
    instant = now = utc(now)
    while (end := _quiet_until(instant, zones, quiet)) is not None:
        if end - now > FARTHEST:
            return None
        instant = end
    return instant


@lru_cache(maxsize=4096)
def quiet_within(
    span: Window, zones: tuple[ZoneInfo, ...], quiet: tuple[Quiet, ...]
) -> tuple[Window, ...]:
    """Whatever of `span` is quiet in any of the zones, in order, as few windows as hold it."""
    found: list[Window] = []
    for zone in zones:
        day, last = local_day(span.start, zone), local_day(span.end, zone)
        while day <= last:
            found += _around(day, zone, quiet)
            day += ONE_DAY
    cut = (Window(max(one.start, span.start), min(one.end, span.end)) for one in found)
    return merged(cut)


def known_zones(names: Iterable[str]) -> tuple[ZoneInfo, ...]:
    """The zones of these names; nonsense is left out, and UTC stands in for none at all."""
    return tuple(zone for name in names if (zone := _zone(name))) or (ZoneInfo("UTC"),)


def _quiet_until(
    instant: dt.datetime, zones: tuple[ZoneInfo, ...], quiet: tuple[Quiet, ...]
) -> dt.datetime | None:
    ends = (
        window.end
        for zone in zones
        for window in _around(local_day(instant, zone), zone, quiet)
        if window.start <= instant < window.end
    )
    return max(ends, default=None)


@lru_cache(maxsize=4096)
def _around(day: dt.date, zone: ZoneInfo, quiet: tuple[Quiet, ...]) -> tuple[Window, ...]:
    """Whatever may be quiet on `day`: it may have begun the day before, overnight.

    Where clocks go back over midnight, tomorrow's has begun before today is over.
    """
    near = (day - ONE_DAY, day, day + ONE_DAY)
    return merged(window for each in quiet for on in near for window in _windows(each, on, zone))


def _windows(quiet: Quiet, day: dt.date, zone: ZoneInfo) -> Iterator[Window]:
    if day.weekday() in quiet.weekdays or day in quiet.dates:
        last = day if quiet.end > quiet.start else day + ONE_DAY
        yield Window(at_local(day, quiet.start, zone), at_local(last, quiet.end, zone, fold=1))


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # no such zone, or no name of one
        return None
