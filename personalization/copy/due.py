"""What waits to be written, whoever's it is."""

import datetime as dt
from uuid import UUID

from personalization.copy.take import free
from personalization.models import Copy
from wedsync.vendors.models import Feature
from wedsync.vendors.switches import is_off
from wedsync.vendors.tenancy import operator

MOST = 20


def due(now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """Vendors and copies, the oldest first; those that somebody died over are among them.

    Of whom it is switched off for nothing is taken: it is written once it is on again.
    """
    with operator():
        rows = Copy.objects.filter(free(now)).exclude(is_off(Feature.AI_COPY)).order_by("id")
        return list(rows.values_list("vendor_id", "pk")[:MOST])
