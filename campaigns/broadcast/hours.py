"""Each person's best hour within a span: none that is closed to them, none fuller than it may be.

Pure. What is learned and how an hour is chosen is personalization.send_time's; here it meets the
hours that quiet, protected days and other people's messages have taken.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from campaigns.broadcast.lots import lot, minute
from personalization.send_time import Choice, Ladder, Level, Lot, choose, without
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Window

HELD_OUT = 0.1  # of those for whom an hour would be chosen: they prove what choosing is worth
ONE_HOUR = dt.timedelta(hours=1)
NO_FREE_HOUR = "NO_FREE_HOUR"
SENTENCES: Mapping[str, str] = {
    NO_FREE_HOUR: worded("no hour of the span is open to them: it waits for the first that is"),
}


@dataclass(frozen=True)
class Reader:
    """`unit` is the wedding, else the person; `closed` are the hours in which nothing may come."""

    id: UUID
    unit: str
    ladder: Ladder
    zone: ZoneInfo
    closed: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Planned:
    """`reason` is one of send_time's, or NO_FREE_HOUR; `confidence` as there."""

    id: UUID
    at: dt.datetime
    reason: str
    confidence: float


def plan(
    campaign: str,
    readers: Iterable[Reader],
    span: Window,
    *,
    taken: Mapping[dt.datetime, int],
    per_hour: int | None = None,
) -> Iterator[Planned]:
    """In the order of `readers`. `taken` counts what is planned already, by hour (in UTC)."""
    count = Counter(taken)
    for reader in readers:
        full = _full(count, per_hour)
        found = _planned(campaign, reader, span, full) or _planned(campaign, reader, span, ())
        planned = found or Planned(reader.id, span.start, NO_FREE_HOUR, 0.0)
        count[hour_of(planned.at)] += 1
        yield planned


def hour_of(instant: dt.datetime) -> dt.datetime:
    return instant.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def _full(count: Mapping[dt.datetime, int], per_hour: int | None) -> tuple[Window, ...]:
    if per_hour is None:
        return ()
    return tuple(Window(at, at + ONE_HOUR) for at, n in count.items() if n >= per_hour)


def _planned(
    campaign: str, reader: Reader, span: Window, full: tuple[Window, ...]
) -> Planned | None:
    """Nobody is held out of a choice that would not have been made, nor tries another hour."""
    windows = without(span, (*reader.closed, *full))
    known = reader.ladder.level is not Level.DEFAULT
    drawn = lot(campaign, reader.unit) if known else Lot()
    choice = choose(windows, reader.ladder, reader.zone, lot=drawn, held_out=HELD_OUT)
    if choice is None:
        return None
    at = _spread(choice, minute(campaign, reader.unit), windows)
    return Planned(reader.id, at, choice.reason.value, choice.confidence)


def _spread(choice: Choice, minutes: int, windows: Iterable[Window]) -> dt.datetime:
    """Within its hour, as far as its window is open."""
    at = choice.at + dt.timedelta(minutes=minutes)
    if hour_of(at) == hour_of(choice.at) and any(w.start <= at < w.end for w in windows):
        return at
    return choice.at
