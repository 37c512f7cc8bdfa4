"""The hours in which a wedding is left alone, read from its rows."""

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Window, protected_windows
from wedsync.weddings.models import Precision, Wedding


def protected_hours(weddings: Iterable[Wedding], vendor: Vendor) -> dict[UUID, tuple[Window, ...]]:
    """By wedding: its own local days, padded by the vendor's hours.

    Expects `days` to be prefetched. A wedding whose day isn't known has nothing to protect yet.
    """
    return {wedding.pk: _windows(wedding, vendor) for wedding in weddings}


def _windows(wedding: Wedding, vendor: Vendor) -> tuple[Window, ...]:
    if wedding.precision != Precision.EXACT or wedding.date is None:
        return ()
    zone = ZoneInfo(wedding.timezone or vendor.timezone)
    days = {wedding.date, *(event.day for event in wedding.days.all())}
    return protected_windows(
        ((day, zone) for day in days), vendor.protect_before, vendor.protect_after
    )
