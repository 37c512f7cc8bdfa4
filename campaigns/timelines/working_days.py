"""When a vendor has no time for answers: its working wedding days and, if it likes, Saturdays."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Window, local_day, protected_windows, saturday_windows
from wedsync.weddings.calendar.dates import Span
from wedsync.weddings.models import Life, Precision, Wedding

WORKED = (Life.BOOKED.value, Life.POSTPONED.value, Life.COMPLETED.value)
YEARS_BACK, YEARS_AHEAD = 1, 3


def working_days(vendor: Vendor, now: dt.datetime) -> tuple[Window, ...]:
    """The local days of all its weddings, unpadded, in one query.

    A wedding's own are among them: they are protected for it anyway, and wider.
    """
    span = _years(vendor, now)
    rows = Wedding.objects.filter(
        vendor=vendor, life__in=WORKED, precision=Precision.EXACT, date__range=span
    )
    days = rows.order_by().values_list("date", "timezone").distinct()
    return protected_windows(
        (day, ZoneInfo(zone or vendor.timezone)) for day, zone in days if day is not None
    )


def saturdays(vendor: Vendor, home: ZoneInfo | None, now: dt.datetime) -> tuple[Window, ...]:
    """Those on the reader's wall; none unless the vendor wants the blanket."""
    if not vendor.saturday_blanket:
        return ()
    return _saturdays(_years(vendor, now), home or ZoneInfo(vendor.timezone))


def _years(vendor: Vendor, now: dt.datetime) -> Span:
    """Whole years, so that a passing day takes no window away and moves no plan."""
    year = local_day(now, ZoneInfo(vendor.timezone)).year
    return Span(dt.date(year - YEARS_BACK, 1, 1), dt.date(year + YEARS_AHEAD, 12, 31))


@lru_cache(maxsize=256)
def _saturdays(span: Span, zone: ZoneInfo) -> tuple[Window, ...]:
    return saturday_windows(span, zone)
