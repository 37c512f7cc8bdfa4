"""The best feasible instant for one message, why it is that one, and how sure we are."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from personalization.send_time.ladder import Ladder, Level
from personalization.send_time.week import hour_of_week
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Window

NEARLY = 0.9  # of the best: what exploring may choose from
EXPLORING = 0.1  # the share of messages that try another good hour
ONE_HOUR = dt.timedelta(hours=1)
FARTHEST = dt.timedelta(days=31)  # nobody chooses among more hours than a month has


class Reason(StrEnum):
    """Stored with a message; what a vendor reads stands in SENTENCES."""

    PERSON = "STO_PERSON"
    VENDOR = "STO_VENDOR"
    SEGMENT = "STO_SEGMENT"
    VENDOR_HOUR = "VENDOR_DEFAULT_HOUR"
    SYSTEM_HOUR = "SYSTEM_DEFAULT_HOUR"
    HELD_OUT = "STO_HOLDOUT"
    EXPLORING = "STO_EXPLORING"
    ONLY_WINDOW = "ONLY_FEASIBLE_HOUR"


SENTENCES: Mapping[Reason, str] = {
    Reason.PERSON: worded("when this person usually answers"),
    Reason.VENDOR: worded("when your couples usually answer"),
    Reason.SEGMENT: worded("when couples of businesses like yours usually answer"),
    Reason.VENDOR_HOUR: worded("your usual hour: too little is known yet to choose a better one"),
    Reason.SYSTEM_HOUR: worded("the usual hour: too little is known yet to choose a better one"),
    Reason.HELD_OUT: worded("the usual hour, to measure whether choosing helps"),
    Reason.EXPLORING: worded("a nearly as good hour, to learn more"),
    Reason.ONLY_WINDOW: worded("the only hour that was free"),
}
LEVELS = {
    Level.PERSON: Reason.PERSON,
    Level.VENDOR: Reason.VENDOR,
    Level.SEGMENT: Reason.SEGMENT,
}


@dataclass(frozen=True)
class Choice:
    """`confidence` from 0 to below 1 says how much the level named by `reason` has seen."""

    at: dt.datetime
    reason: Reason
    confidence: float


@dataclass(frozen=True)
class Lot:
    """Two numbers from 0 to below 1, drawn by a stable hash of the message.

    The first decides whether it is held out or explores, the second which hour it explores.
    """

    part: float = 1.0
    pick: float = 0.0


def choose(
    windows: Sequence[Window],
    ladder: Ladder,
    zone: ZoneInfo,
    *,
    lot: Lot = Lot(),
    held_out: float = 0.0,
) -> Choice | None:
    """None where no window is open. The earliest of equally good hours.

    `windows` are what is feasible, in order; `zone` is the reader's; `held_out` is the share of
    messages that go at the usual hour whatever is known.
    """
    if lot.part < held_out:
        ladder = Ladder(usual=ladder.usual)
    hours = list(_hours(windows, zone))
    if not hours:
        return None
    shape = ladder.shape
    best = max(shape[hour] for _, hour in hours)
    good = [at for at, hour in hours if shape[hour] >= best * NEARLY]
    if held_out <= lot.part < held_out + EXPLORING and len(good) > 1:
        return Choice(good[int(lot.pick * len(good))], Reason.EXPLORING, ladder.confidence)
    first = next(at for at, hour in hours if shape[hour] == best)
    reason = _reason(ladder, only=len(hours) == 1, held_out=lot.part < held_out)
    return Choice(first, reason, ladder.confidence)


def _hours(windows: Sequence[Window], zone: ZoneInfo) -> Iterator[tuple[dt.datetime, int]]:
    """Each start of an hour on the reader's wall, and where a window opens within one."""
    for window in windows:
        at, end = window.start, min(window.end, windows[0].start + FARTHEST)
        while at < end:
            yield at, hour_of_week(at, zone)
            at = _next_on_the_wall(at, zone)


def _next_on_the_wall(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    local = instant.astimezone(zone)
    past = dt.timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return instant + ONE_HOUR - past


def _reason(ladder: Ladder, *, only: bool, held_out: bool) -> Reason:
    if only:
        return Reason.ONLY_WINDOW
    if held_out:
        return Reason.HELD_OUT
    usual = Reason.SYSTEM_HOUR if ladder.usual is None else Reason.VENDOR_HOUR
    return LEVELS.get(ladder.level, usual)
