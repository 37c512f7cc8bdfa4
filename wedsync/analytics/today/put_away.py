"""Put the first steps away, done or not."""

import datetime as dt

from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor


def put_away(vendor: Vendor, now: dt.datetime, *, actor: str) -> None:
    """Twice is once."""
    fresh = Vendor.objects.filter(pk=vendor.pk, first_steps_over_at=None)
    if fresh.update(first_steps_over_at=now):
        record(vendor, "vendor.first_steps_over", vendor, actor=actor)


def bring_back(vendor: Vendor, *, actor: str) -> None:
    """The way back."""
    over = Vendor.objects.filter(pk=vendor.pk, first_steps_over_at__isnull=False)
    if over.update(first_steps_over_at=None):
        record(vendor, "vendor.first_steps_again", vendor, actor=actor)
