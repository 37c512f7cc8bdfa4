"""How far before or after an anchor, in the units people use."""

import datetime as dt
from calendar import monthrange
from dataclasses import astuple, dataclass
from zoneinfo import ZoneInfo

from wedsync.weddings.calendar.clock import at_local, local_day, utc

MONTHS = 12
FARTHEST = 10_000  # of any unit: keeps every result inside the years Python knows


@dataclass(frozen=True)
class WorkingWeek:
    """The weekdays somebody works (Monday 0 … Sunday 6) and the holidays they don't.

    Raises ValueError for a week without a working day.
    """

    weekdays: frozenset[int] = frozenset(range(5))
    holidays: frozenset[dt.date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError("A working week needs weekdays between 0 (Monday) and 6 (Sunday).")

    def works_on(self, day: dt.date) -> bool:
        return day.weekday() in self.weekdays and day not in self.holidays


MONDAY_TO_FRIDAY = WorkingWeek()


@dataclass(frozen=True, kw_only=True)
class Offset:
    """Negative is before the anchor, positive after. Applied in the order of the fields.

    Months, weeks, days and working days move the day; hours are sixty minutes each, counted
    from the instant the day and its local time give. Raises ValueError beyond 10,000 of a unit.
    """

    months: int = 0
    weeks: int = 0
    days: int = 0
    working_days: int = 0
    hours: int = 0

    def __post_init__(self) -> None:
        if any(abs(amount) > FARTHEST for amount in astuple(self)):
            raise ValueError(f"An offset counts at most {FARTHEST:,} of a unit.")

    @property
    def moves_the_day(self) -> bool:
        return any((self.months, self.weeks, self.days, self.working_days))

    def day_from(self, anchor: dt.date, week: WorkingWeek = MONDAY_TO_FRIDAY) -> dt.date:
        """The day it leads to; hours don't count here."""
        day = add_months(anchor, self.months) + dt.timedelta(weeks=self.weeks, days=self.days)
        return _add_working_days(day, self.working_days, week)


def occurrence(
    anchor: dt.date,
    offset: Offset,
    at: dt.time,
    zone: ZoneInfo,
    week: WorkingWeek = MONDAY_TO_FRIDAY,
) -> dt.datetime:
    """When a step is due that hangs on a day: the offset's day, `at` on a wall in `zone`."""
    day = offset.day_from(anchor, week)
    return at_local(day, at, zone) + dt.timedelta(hours=offset.hours)


def occurrence_after(
    anchor: dt.datetime,
    offset: Offset,
    zone: ZoneInfo,
    at: dt.time | None = None,
    week: WorkingWeek = MONDAY_TO_FRIDAY,
) -> dt.datetime:
    """When a step is due that hangs on an instant (an inquiry, the start of the ceremony).

    Days count on a wall in `zone` and keep its time of day unless `at` sets one. Hours alone
    are exact, through any change of clocks.
    """
    if at is None and not offset.moves_the_day:
        return utc(anchor) + dt.timedelta(hours=offset.hours)
    wall_time = utc(anchor).astimezone(zone).time() if at is None else at
    return occurrence(local_day(anchor, zone), offset, wall_time, zone, week)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or that month's last: 31 March - 1 month is 28/29 February."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def _add_working_days(day: dt.date, count: int, week: WorkingWeek) -> dt.date:
    """The start isn't counted; no working days leave it alone, even on a holiday."""
    step = dt.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        if week.works_on(day):
            left -= 1
    return day
