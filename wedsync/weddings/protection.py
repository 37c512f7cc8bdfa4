"""The hours in which a wedding is left alone, read from its rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Window, protected_windows
from wedsync.weddings.models import Precision, WeddingDay


class Dated(Protocol):
    """What is looked at of a wedding."""

    @property
    def pk(self) -> UUID: ...
    @property
    def date(self) -> dt.date | None: ...
    @property
    def precision(self) -> str: ...
    @property
    def timezone(self) -> str: ...


def protected_hours(weddings: Collection[Dated], vendor: Vendor) -> dict[UUID, tuple[Window, ...]]:
    """By wedding: its own local days, padded by the vendor's hours.

    A wedding whose day isn't known has nothing to protect yet.
    """
    events = _events(weddings, vendor)
    return {wedding.pk: _windows(wedding, events[wedding.pk], vendor) for wedding in weddings}


def _events(weddings: Iterable[Dated], vendor: Vendor) -> Mapping[UUID, list[dt.date]]:
    """The days of all their events, in one query."""
    ids = [wedding.pk for wedding in weddings]
    rows = WeddingDay.objects.filter(vendor=vendor, wedding__id__among=ids)
    found: dict[UUID, list[dt.date]] = defaultdict(list)
    for wedding_id, day in rows.order_by().values_list("wedding_id", "day"):
        found[wedding_id].append(day)
    return found


def _windows(wedding: Dated, events: Iterable[dt.date], vendor: Vendor) -> tuple[Window, ...]:
    if wedding.precision != Precision.EXACT or wedding.date is None:
        return ()
    zone, days = wedding.timezone or vendor.timezone, frozenset((wedding.date, *events))
    return _hours(days, zone, vendor.protect_before, vendor.protect_after)


@lru_cache(maxsize=4096)  # a season has few days
def _hours(days: frozenset[dt.date], zone: str, before: int, after: int) -> tuple[Window, ...]:
    where = ZoneInfo(zone)
    return protected_windows(((day, where) for day in days), before, after)
