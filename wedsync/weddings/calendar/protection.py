"""The hours around a wedding that belong to the couple, and the way out of them."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from wedsync.weddings.calendar.clock import ONE_DAY, Window, day_window, utc
from wedsync.weddings.calendar.dates import Span

SATURDAY = 5


def protected_windows(
    days: Iterable[tuple[dt.date, ZoneInfo]], before_hours: int = 0, after_hours: int = 0
) -> tuple[Window, ...]:
    """The windows of a wedding's own days, each in the zone where it is held, merged."""
    return merged(protected_window(day, zone, before_hours, after_hours) for day, zone in days)


def protected_window(
    day: dt.date, zone: ZoneInfo, before_hours: int = 0, after_hours: int = 0
) -> Window:
    """A local day from midnight to midnight, padded. Raises ValueError for negative padding."""
    if before_hours < 0 or after_hours < 0:
        raise ValueError("Padding can't take hours away from a wedding day.")
    start, end = day_window(day, zone)
    return Window(start - dt.timedelta(hours=before_hours), end + dt.timedelta(hours=after_hours))


def saturday_windows(span: Span, zone: ZoneInfo) -> tuple[Window, ...]:
    """The blanket option: every Saturday of `span` on a wall in `zone`."""
    first = span.first + ONE_DAY * ((SATURDAY - span.first.weekday()) % 7)
    weeks = range(0, (span.last - first).days + 1, 7)
    return tuple(day_window(first + ONE_DAY * days, zone) for days in weeks)


def merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same instants in as few windows as hold them, in order, none empty, none touching."""
    result: list[Window] = []
    for window in sorted(window for window in windows if window.start < window.end):
        if result and window.start <= result[-1].end:
            result[-1] = Window(result[-1].start, max(result[-1].end, window.end))
        else:
            result.append(window)
    return tuple(result)


def is_protected(instant: dt.datetime, windows: Iterable[Window]) -> bool:
    instant = utc(instant)
    return any(window.start <= instant < window.end for window in windows)


def next_free(instant: dt.datetime, windows: Iterable[Window]) -> dt.datetime:
    """The first instant, not before the given one, outside every window: where messages wait."""
    instant = utc(instant)
    for window in merged(windows):
        if window.start <= instant < window.end:
            return window.end
    return instant


def last_free(instant: dt.datetime, windows: Iterable[Window]) -> dt.datetime:
    """The last instant, not after the given one, outside every window: for deadlines.

    It may be a microsecond before the window opens: a caller picks its own hour before that.
    """
    instant = utc(instant)
    for window in merged(windows):
        if window.start <= instant < window.end:
            return window.start - dt.datetime.resolution
    return instant
