"""Deliveries are kept for thirty days after they ended: they hold what people wrote."""

import datetime as dt

from crm_connectors.outgoing.models import Delivery
from wedsync.vendors.tenancy import operator

KEPT = dt.timedelta(days=30)
MOST = 10_000  # at once: no long locks


def forget_old(now: dt.datetime) -> int:
    with operator():
        old = Delivery.objects.filter(done_at__lt=now - KEPT).values("pk")[:MOST]
        return Delivery.objects.filter(pk__in=old).delete()[0]
