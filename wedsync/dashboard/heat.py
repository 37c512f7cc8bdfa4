"""A calendar whose days are as warm as they are busy. Pure."""

import datetime as dt
from calendar import Calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

WARMEST = 4
WEEK = Calendar()  # from Monday on


@dataclass(frozen=True)
class Cell:
    """`heat`: 0 for nothing, else 1 to 4 by the share of the busiest day. `outside`: no day of the
    month, or none of the season."""

    day: dt.date
    count: int = 0
    heat: int = 0
    outside: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Month:
    first: dt.date
    weeks: tuple[tuple[Cell, ...], ...]
    count: int


def months(
    sent: Mapping[tuple[dt.date, str], int],
    first: dt.date,
    last: dt.date,
    chosen: dt.date | None = None,
) -> list[Month]:
    """From the month of `first` to that of `last`, in whole weeks. `sent`: by (day, channel)."""
    counts: dict[dt.date, int] = {}
    for (day, _), count in sent.items():
        counts[day] = counts.get(day, 0) + count
    most = max(counts.values(), default=0)

    def cell(day: dt.date, month: int) -> Cell:
        if day.month != month or not first <= day <= last:
            return Cell(day, outside=True)
        count = counts.get(day, 0)
        heat = -(-count * WARMEST // most) if most else 0
        return Cell(day, count, heat, chosen=day == chosen)

    return [_month(start, cell) for start in _starts(first, last)]


def _starts(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    start = first.replace(day=1)
    while start <= last:
        yield start
        start = (start + dt.timedelta(days=32)).replace(day=1)


def _month(start: dt.date, cell: Callable[[dt.date, int], Cell]) -> Month:
    weeks = tuple(
        tuple(cell(day, start.month) for day in week)
        for week in WEEK.monthdatescalendar(start.year, start.month)
    )
    return Month(start, weeks, sum(one.count for week in weeks for one in week))
