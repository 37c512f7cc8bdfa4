"""What a vendor's rules would have done in the last thirty days."""

import datetime as dt
from zoneinfo import ZoneInfo

from campaigns.cap import Item
from messaging.models import Handed
from messaging.policy.facts import Purpose
from messaging.surroundings import NOTHING_LEFT
from wedsync.vendors.models import Vendor

BACK = dt.timedelta(days=30)
MOST = 10_000


def left_lately(vendor: Vendor, now: dt.datetime) -> list[Item]:
    """What has left in the current tenant, the newest first where there is too much of it."""
    zone = ZoneInfo(vendor.timezone)
    calls = Handed.objects.filter(
        vendor=vendor, handover__vendor=vendor, handover__intent_at__gt=now - BACK
    ).exclude(handover__outcome__in=NOTHING_LEFT)
    rows = calls.order_by("-id").values_list(
        *("id", "message__purpose", "message__channel", "message__person_id"),
        *("message__person__client_id", "handover__intent_at"),
    )
    return [
        Item(
            key=pk,
            purpose=Purpose(purpose),
            channel=channel,
            people=(person,),
            couple=client,
            wish=at,
            zone=zone,
            home=zone,
        )
        for pk, purpose, channel, person, client, at in rows[:MOST]
    ]
