"""When a vendor's peak season is: its own bookings say, or its country until there are enough."""

import datetime as dt
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from wedsync.weddings.calendar.clock import Window, local_day, span_window
from wedsync.weddings.calendar.dates import Span
from wedsync.weddings.calendar.offset import add_months
from wedsync.weddings.calendar.protection import merged

ENOUGH = 24  # bookings before a vendor's own months mean anything
BUSY = 1.3  # times the monthly mean
MONTHS = 12
# Never by hemisphere alone: India is northern and marries in winter.
USUAL: dict[str, frozenset[int]] = {
    "AU": frozenset({9, 10, 11, 12, 1, 2, 3, 4}),
    "GB": frozenset({5, 6, 7, 8, 9}),
    "IN": frozenset({11, 12, 1, 2}),
    "US": frozenset({6, 9, 10}),
}


def peak_months(weddings: Sequence[int], country: str) -> frozenset[int]:
    """Months 1 to 12. `weddings` has twelve figures: how many are booked in January, …"""
    total = sum(weddings)
    if total < ENOUGH:
        return USUAL.get(country, frozenset())
    return frozenset(
        month for month, count in enumerate(weddings, 1) if count * MONTHS >= BUSY * total
    )


def peak_windows(
    months: Iterable[int], now: dt.datetime, zone: ZoneInfo, ahead: int = MONTHS
) -> tuple[Window, ...]:
    """Those months as instants, from the month of `now` on; neighbouring ones are one window."""
    busy = frozenset(months)
    first = local_day(now, zone).replace(day=1)
    starts = (add_months(first, n) for n in range(ahead))
    return merged(_month(start, zone) for start in starts if start.month in busy)


def _month(first: dt.date, zone: ZoneInfo) -> Window:
    return span_window(Span(first, add_months(first, 1) - dt.timedelta(days=1)), zone)
