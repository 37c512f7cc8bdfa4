"""The 168 hours of a week on the reader's own wall, and how near they are to each other."""

import datetime as dt
import math
from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

HOURS = 168  # Monday 0:00 is 0, Sunday 23:00 is 167
DAY = 24
SPREAD = 1.5  # standard deviation, in hours, of what a signal says about the hours beside it
REACH = 4  # hours beyond which it says nothing
KINDRED = 0.5  # what it says about the same hour of another day of its kind
FRIDAY, SATURDAY = 4, 5

Week = tuple[float, ...]  # one number for each hour
NOTHING: Week = (0.0,) * HOURS


def hour_of_week(instant: dt.datetime, zone: ZoneInfo) -> int:
    """Raises ValueError for a naive datetime."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    local = instant.astimezone(zone)
    return local.weekday() * DAY + local.hour


def smoothed(counts: Sequence[float]) -> Week:
    """Spread over neighbouring hours and kindred days.

    A weekday tells something about weekdays; Saturdays and Sundays are days of their own kind.
    """
    result = [0.0] * HOURS
    for hour, count in enumerate(counts):
        if count:
            for near, share in _neighbours(hour):
                result[near] += count * share
    return tuple(result)


@lru_cache(maxsize=HOURS)
def _neighbours(hour: int) -> tuple[tuple[int, float], ...]:
    return tuple(
        ((day * DAY + hour % DAY + away) % HOURS, weight * share)
        for day, weight in _kindred(hour // DAY)
        for away, share in BELL
    )


def _kindred(day: int) -> list[tuple[int, float]]:
    others = [other for other in range(FRIDAY + 1) if other != day] if day < SATURDAY else []
    return [(day, 1.0), *((other, KINDRED) for other in others)]


def _bell() -> tuple[tuple[int, float], ...]:
    """A normal curve cut off at REACH; its shares add up to one."""
    away = range(-REACH, REACH + 1)
    heights = [math.exp(-((hour / SPREAD) ** 2) / 2) for hour in away]
    return tuple((hour, height / sum(heights)) for hour, height in zip(away, heights, strict=True))


BELL = _bell()
PEAK = max(share for _, share in BELL)  # what is left of a signal at its own hour
