"""Anniversaries, of leap days too: 29 February is kept on the 28th in common years."""

import datetime as dt

from wedsync.weddings.calendar.offset import MONTHS, add_months


def anniversary(wedding_day: dt.date, number: int) -> dt.date:
    return add_months(wedding_day, MONTHS * number)


def anniversary_number(wedding_day: dt.date, today: dt.date) -> int:
    """Full years married: the number of the last anniversary reached, 0 before the first."""
    years = today.year - wedding_day.year
    reached = anniversary(wedding_day, years) <= today
    return max(0, years if reached else years - 1)


def next_anniversary(wedding_day: dt.date, today: dt.date) -> tuple[int, dt.date]:
    """Number and day of the first anniversary that is not before `today`."""
    number = anniversary_number(wedding_day, today - dt.timedelta(days=1)) + 1
    return number, anniversary(wedding_day, number)
