"""Drops what runs and calls need no longer: texts after a week, lines after a quarter."""

import datetime as dt

from django.db.models import Q

from crm_connectors.models import Call, SyncRow
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import tenant

TEXTS = dt.timedelta(days=7)
LINES = dt.timedelta(days=90)


def forget(at: dt.datetime) -> None:
    for vendor_id in Vendor.objects.order_by("pk").values_list("pk", flat=True).iterator():
        with tenant(vendor_id):
            _forget(at)


def _forget(at: dt.datetime) -> None:
    old = Call.objects.filter(received_at__lt=at - TEXTS).exclude(payload={})
    old.update(payload={})
    Call.objects.filter(received_at__lt=at - LINES).delete()
    ended = SyncRow.objects.filter(
        Q(sync__kind="dry", sync__created_at__lt=at - TEXTS) | Q(sync__created_at__lt=at - LINES)
    )
    ended.delete()
