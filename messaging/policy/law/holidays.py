"""Public holidays as rules: the n-th Monday of a month, a date, days from Easter."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
WEEK = 7
LAST = -1
ONE_DAY = dt.timedelta(days=1)


class Fixed(NamedTuple):
    """The same date each year; `observed` also on the Friday before or the Monday after it."""

    month: int
    day: int
    observed: bool = False


class Nth(NamedTuple):
    """The n-th such weekday (Monday 0) of a month; `LAST` is its last. `plus` days after it."""

    n: int
    weekday: int
    month: int
    plus: int = 0


class Easter(NamedTuple):
    """That many days after Western Easter Sunday."""

    plus: int


Holiday = Fixed | Nth | Easter


def holidays_in(years: Iterable[int], holidays: Iterable[Holiday]) -> tuple[dt.date, ...]:
    """Every day of these holidays in these years, in order."""
    rules = tuple(holidays)
    return tuple(sorted({day for year in years for rule in rules for day in _days(rule, year)}))


def easter(year: int) -> dt.date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    golden, century = year % 19, year // 100
    skipped = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = skipped - (skipped // 28) * (1 - (29 // (skipped + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % WEEK
    after = moon - weekday  # days from 28 March
    return dt.date(year, 3, 28) + ONE_DAY * after


def _days(rule: Holiday, year: int) -> Iterator[dt.date]:
    match rule:
        case Easter(plus):
            yield easter(year) + ONE_DAY * plus
        case Nth(n, weekday, month, plus):
            yield _nth(n, weekday, month, year) + ONE_DAY * plus
        case Fixed(month, day, observed):
            date = dt.date(year, month, day)
            yield date
            if observed:
                yield date + ONE_DAY * {SATURDAY: -1, SUNDAY: 1}.get(date.weekday(), 0)


def _nth(n: int, weekday: int, month: int, year: int) -> dt.date:
    if n == LAST:
        next_month = dt.date(year + month // 12, month % 12 + 1, 1)
        return next_month - ONE_DAY * ((next_month.weekday() - weekday - 1) % WEEK + 1)
    first = dt.date(year, month, 1)
    return first + ONE_DAY * ((weekday - first.weekday()) % WEEK + WEEK * (n - 1))
