"""A vendor's busy months, from its own bookings."""

import datetime as dt
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import ExtractMonth

from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day, peak_months
from wedsync.weddings.models import Life, Wedding

MONTHS = range(1, 13)
BOOKED = (Life.BOOKED.value, Life.COMPLETED.value)


def peak_of(vendor: Vendor, now: dt.datetime) -> frozenset[int]:
    """1 to 12: those it named itself, else what its bookings say, or its country until then."""
    if vendor.peak_months:
        return frozenset(vendor.peak_months)
    day = local_day(now, ZoneInfo(vendor.timezone))
    return peak_months(_bookings(vendor.pk, day), vendor.country)


@lru_cache(maxsize=1024)  # a day's bookings more or less are no other season
def _bookings(vendor_id: UUID, _day: dt.date) -> tuple[int, ...]:
    """How many weddings are booked in each month, of all years."""
    rows = Wedding.objects.filter(vendor=vendor_id, life__in=BOOKED, date__isnull=False)
    months = rows.order_by().annotate(month=ExtractMonth("date")).values("month")
    found = dict(months.annotate(count=Count("pk")).values_list("month", "count"))
    return tuple(found.get(month, 0) for month in MONTHS)
