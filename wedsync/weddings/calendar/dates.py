"""How exactly a wedding's date is known, and stretches of whole days."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Self

# Outside these years a date is a slip of the pen ("0226", "20266"), not a wedding.
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
WEEK = 7


class Precision(StrEnum):
    EXACT = "exact"
    MONTH = "month"
    OPEN = "open"


class Span(NamedTuple):
    """Whole local days, both ends included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class WeddingDate:
    """A wedding's date as far as anybody knows it; make one with `on`, `in_month` or `open`.

    `day` is the day the couple calls their wedding day: known only when the date is exact.
    `span` holds every day the wedding has (exact) or may fall on (month); None when open.
    Raises ValueError for years that no wedding has, or a day outside its own span.
    """

    day: dt.date | None = None
    span: Span | None = None

    def __post_init__(self) -> None:
        for day in self.span or ():
            if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
                raise ValueError(f"No wedding takes place in the year {day.year}.")
        if self.day is not None and not _holds(self.span, self.day):
            raise ValueError(f"{self.day} is not one of the wedding's own days.")

    @classmethod
    def on(cls, day: dt.date, also: Iterable[dt.date] = ()) -> Self:
        """An exact date; `also` are the local days of its other events, in any order."""
        days = {day, *also}
        return cls(day, Span(min(days), max(days)))

    @classmethod
    def in_month(cls, year: int, month: int) -> Self:
        first = dt.date(year, month, 1)
        return cls(None, Span(first, first.replace(day=monthrange(year, month)[1])))

    @classmethod
    def open(cls) -> Self:
        return cls()

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return Precision.EXACT
        return Precision.OPEN if self.span is None else Precision.MONTH

    @property
    def first_day(self) -> dt.date | None:
        """The first of its own days; None unless the date is exact."""
        return self.span.first if self.span and self.day else None

    @property
    def last_day(self) -> dt.date | None:
        """The last of its own days; None unless the date is exact."""
        return self.span.last if self.span and self.day else None


def week_of(day: dt.date, starts_on: int = 0) -> Span:
    """The seven days around `day`; `starts_on` is a weekday, Monday 0 … Sunday 6."""
    first = day - dt.timedelta(days=(day.weekday() - starts_on) % WEEK)
    return Span(first, first + dt.timedelta(days=WEEK - 1))


def _holds(span: Span | None, day: dt.date) -> bool:
    return span is not None and span.first <= day <= span.last
