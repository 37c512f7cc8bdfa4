"""What waits to be written, whoever's it is."""

import datetime as dt
from uuid import UUID

from personalization.copy.take import free
from personalization.models import Copy
from wedsync.vendors.tenancy import operator

MOST = 20


def due(now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """Vendors and copies, the oldest first; those that somebody died over are among them."""
    with operator():
        rows = Copy.objects.filter(free(now)).order_by("id").values_list("vendor_id", "pk")
        return list(rows[:MOST])
