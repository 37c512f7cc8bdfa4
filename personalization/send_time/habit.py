"""What was seen of somebody: when they acted, and when there was something to act on."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from personalization.send_time.week import HOURS, NOTHING, Week, hour_of_week

HALF_LIFE = dt.timedelta(days=60)
# A message is there to be acted on until it was, and no longer than this: later it lies below
# newer ones, and a night without an answer would count as three.
LONGEST_WAIT = dt.timedelta(hours=48)
ONE_HOUR = dt.timedelta(hours=1)

# How much an act tells. Opens are left out: most of them are made by machines.
WEIGHTS = {"replied": 3.0, "clicked": 2.0, "read": 1.0}


@dataclass(frozen=True)
class Signal:
    """A message that arrived at `since` and was acted on at `at`, or (None) never was.

    `kind` is what somebody did, a key of WEIGHTS.
    """

    since: dt.datetime
    at: dt.datetime | None = None
    kind: str = ""


@dataclass(frozen=True)
class Habit:
    """By hour of the week: the weight of what was done, and hours in which something waited.

    Both fade by half in sixty days. The quotient is a rate: without `waited`, whoever is written
    to at ten o'clock only would seem to live at ten o'clock.
    """

    acted: Week = NOTHING
    waited: Week = NOTHING

    @property
    def weight(self) -> float:
        return sum(self.acted)


UNSEEN = Habit()


def habit_of(signals: Iterable[Signal], zone: ZoneInfo, now: dt.datetime) -> Habit:
    """Of one person, in the zone of their wall. Raises KeyError for an unknown kind."""
    acted, waited = [0.0] * HOURS, [0.0] * HOURS
    for signal in signals:
        for hour, share, at in _waiting(signal, zone, now):
            waited[hour] += share * _fading(now - at)
        if signal.at is not None:
            fading = _fading(now - signal.at)
            acted[hour_of_week(signal.at, zone)] += WEIGHTS[signal.kind] * fading
    return Habit(tuple(acted), tuple(waited))


def together(habits: Iterable[Habit]) -> Habit:
    """Of many, as one: a vendor's couples, or all couples of a kind of vendor."""
    found = list(habits)
    return Habit(
        tuple(map(sum, zip(*(one.acted for one in found), strict=True))) or NOTHING,
        tuple(map(sum, zip(*(one.waited for one in found), strict=True))) or NOTHING,
    )


def _waiting(
    signal: Signal, zone: ZoneInfo, now: dt.datetime
) -> Iterator[tuple[int, float, dt.datetime]]:
    """Hours of the week, how much of each it lay there unanswered, and when."""
    end = min(signal.at or now, now, signal.since + LONGEST_WAIT)
    at = signal.since
    while at < end:
        stop = min(_next_hour(at), end)
        yield hour_of_week(at, zone), (stop - at) / ONE_HOUR, at
        at = stop


def _next_hour(instant: dt.datetime) -> dt.datetime:
    """In UTC: where walls are half an hour off, bins are too, by no more than that."""
    return instant.replace(minute=0, second=0, microsecond=0) + ONE_HOUR


def _fading(age: dt.timedelta) -> float:
    halvings: float = max(age, dt.timedelta()) / HALF_LIFE
    return math.exp2(-halvings)
