"""Go through all weddings inside timelines, a page at a time, in the order of their ids."""

from uuid import UUID

from django.db.models import QuerySet

from campaigns.models import Enrollment, StepMessage
from wedsync.vendors.tenancy import operator

BATCH = 200
MOST_VENDORS = 10_000


def after(rows: QuerySet[Enrollment], last: str) -> QuerySet[Enrollment]:
    """`last`: the id up to which they have been looked at; "" in the beginning."""
    ahead = rows.filter(pk__gt=UUID(last)) if last else rows
    return ahead.order_by("pk")[:BATCH]


def vendors_of(rows: QuerySet[Enrollment] | QuerySet[StepMessage]) -> list[UUID]:
    """Whose they are (ids only, across vendors)."""
    with operator():
        ids = rows.order_by("vendor").values_list("vendor_id", flat=True).distinct()
        return list(ids[:MOST_VENDORS])
