"""Between the clock on somebody's wall and the instant it means."""

import datetime as dt
from bisect import bisect_left
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wedsync.weddings.calendar.dates import Span

MIDNIGHT = dt.time()
ONE_DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


class Window(NamedTuple):
    """Instants in UTC from `start` up to, not including, `end`."""

    start: dt.datetime
    end: dt.datetime


def at_local(day: dt.date, at: dt.time, zone: ZoneInfo, *, fold: int = 0) -> dt.datetime:
    """The instant when a wall in `zone` reads `at` on `day`.

    A time that is skipped (spring, or Samoa's whole 30 December 2011) is the first instant
    after the gap; one that comes twice is its first coming, or its second with `fold=1`.
    """
    wall = dt.datetime.combine(day, at.replace(tzinfo=None))
    instant = wall.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC)
    return instant if _reads(instant, zone) == wall else _after_gap(wall, zone)


def local_day(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    return _reads(utc(instant), zone).date()


def day_window(day: dt.date, zone: ZoneInfo) -> Window:
    """From the first midnight of `day` to the last midnight after it; empty for a skipped day."""
    return span_window(Span(day, day), zone)


def span_window(span: Span, zone: ZoneInfo) -> Window:
    """Whole local days as instants.

    Where clocks go back over midnight it comes twice. We take the outer ones, so that no instant
    of these days is left out.
    """
    start = at_local(span.first, MIDNIGHT, zone)
    return Window(start, at_local(span.last + ONE_DAY, MIDNIGHT, zone, fold=1))


def next_local_time(instant: dt.datetime, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The first instant, not before the given one, that is `at_local` of some day and `at`."""
    instant, today = utc(instant), local_day(instant, zone)
    # Clocks may change over midnight: forward, and yesterday's time is due just now (Nuuk);
    # back, and tomorrow's has already been (Newfoundland until 2011).
    days = (today + ONE_DAY * n for n in (-1, 0, 1, 2))
    return min(due for day in days if (due := at_local(day, at, zone)) >= instant)


def last_local_time(instant: dt.datetime, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The last instant, not after the given one, that is `at_local` of some day and `at`."""
    instant, today = utc(instant), local_day(instant, zone)
    days = (today + ONE_DAY * n for n in (1, 0, -1, -2))
    return max(due for day in days if (due := at_local(day, at, zone)) <= instant)


def utc(instant: dt.datetime) -> dt.datetime:
    """Raises ValueError for a naive datetime: Python would quietly take this computer's zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return instant.astimezone(dt.UTC)


def _reads(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The naive date and time on a wall in `zone`."""
    return instant.astimezone(zone).replace(tzinfo=None)


def _after_gap(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The clock jumps over `wall`: find the second at which it does.

    Read with the offset of after the jump, `wall` lies before it; with the one of before, not
    (PEP 495). Clocks change on whole seconds.
    """
    low = wall.replace(tzinfo=zone, fold=1, microsecond=0).astimezone(dt.UTC)
    high = wall.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)
    seconds = range(int((high - low).total_seconds()) + 1)
    return low + SECOND * bisect_left(seconds, wall, key=lambda n: _reads(low + SECOND * n, zone))
