"""The prices that may count for a vendor on a day."""

import datetime as dt
from uuid import UUID

from django.db.models import Q

from wedsync.billing import pricing
from wedsync.billing.models import Price


def price_list(vendor_id: UUID, channel: str, day: dt.date) -> list[pricing.Price]:
    """For `pricing.price_of`: the newest row of each provider and country, whosever list it is."""
    rows = Price.objects.filter(
        Q(vendor_id=vendor_id) | Q(vendor=None), channel=channel, from_day__lte=day
    )
    place = ("vendor_id", "provider", "country")
    return [row.value for row in rows.order_by(*place, "-from_day").distinct(*place)]
