"""What a law about the hours of selling by text looks like."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from messaging.policy.hours import MIDNIGHT, Quiet
from messaging.policy.law.holidays import Holiday, holidays_in

# From and up to which local hour texts may come; None: not at all that day.
Open = tuple[dt.time, dt.time] | None
Week = tuple[Open, Open, Open, Open, Open, Open, Open]  # Monday first


@dataclass(frozen=True, eq=False)  # rows are compared by identity: hashing them must be cheap
class Rule:
    """One law, as far as it says when. `source` names it; "secondary" was not read at its source.

    `since` is the day it took effect, None where it is older than anything we keep.
    """

    place: str  # ISO 3166: "US-FL", "FR"; "" for every place that has no row
    name: str  # as one says it in a sentence
    week: Week
    source: str
    since: dt.date | None = None
    holidays: tuple[Holiday, ...] = ()  # not at all on these days
    most_in_24_hours: int | None = None

    def quiet_around(self, day: dt.date) -> tuple[Quiet, ...]:
        """The hours of this law in which nothing may be sent, right for the days around `day`."""
        return _quiet(self, day.year)


def opens(hour: float, until: float) -> Open:
    return _time(hour), _time(until)


def daily(hour: float, until: float) -> Week:
    return (opens(hour, until),) * 7


def weekly(weekday: Open, saturday: Open, sunday: Open) -> Week:
    return (weekday, weekday, weekday, weekday, weekday, saturday, sunday)


def _time(hour: float) -> dt.time:
    return dt.time(int(hour), int(hour % 1 * 60))


@lru_cache(maxsize=1024)
def _quiet(rule: Rule, year: int) -> tuple[Quiet, ...]:
    dates = holidays_in((year - 1, year, year + 1), rule.holidays)
    days_off = (Quiet(MIDNIGHT, MIDNIGHT, (), dates),) if dates else ()
    return days_off + tuple(
        quiet for day, hours in enumerate(rule.week) for quiet in _closed(day, hours)
    )


def _closed(day: int, hours: Open) -> tuple[Quiet, ...]:
    if hours is None:
        return (Quiet(MIDNIGHT, MIDNIGHT, (day,)),)
    return Quiet(MIDNIGHT, hours[0], (day,)), Quiet(hours[1], MIDNIGHT, (day,))
