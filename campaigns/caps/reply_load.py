"""How many answers a plan brings in, and how many the vendor has been writing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncDate

from campaigns.cap.capacity import Capacity, capacity_of, rate
from messaging.models import Message
from messaging.policy.facts import Purpose
from wedsync.lib.ids import first_at
from wedsync.vendors.models import Vendor

LEARNT_FROM = dt.timedelta(days=60)
RATED_FROM = dt.timedelta(days=180)
BY_HAND = "reply:"  # how messaging/reply.py names what a vendor answers

REPLIES = """
SELECT version.template_id, message.purpose, count(*), count(answered.answers_id)
FROM messaging_message message
JOIN personalization_variant variant ON variant.id = message.variant_id
JOIN personalization_templateversion version ON version.id = variant.version_id
LEFT JOIN (
  SELECT DISTINCT answers_id FROM messaging_inbound
  WHERE vendor_id = %(vendor)s AND answers_id IS NOT NULL AND at > %(since)s
) answered ON answered.answers_id = message.id
WHERE message.vendor_id = %(vendor)s AND message.id >= %(first)s AND message.tries > 0
GROUP BY 1, 2
"""
Rate = Callable[[UUID, Purpose], float]


def capacity_now(vendor: Vendor, now: dt.datetime) -> Capacity | None:
    """Of the current tenant; None: nobody knows a limit."""
    zone = ZoneInfo(vendor.timezone)
    answers = Message.objects.filter(
        vendor=vendor, dedupe_key__startswith=BY_HAND, pk__gte=first_at(now - LEARNT_FROM)
    )
    days = answers.order_by().annotate(day=TruncDate("created_at", tzinfo=zone)).values("day")
    counts = days.annotate(count=Count("pk")).values_list("count", flat=True)
    a_day = capacity_of(list(counts), vendor.replies_a_day)
    return None if a_day is None else Capacity(a_day, zone)


def reply_rates(vendor: Vendor, now: dt.datetime) -> Rate:
    """Replies a message of a template brings, shrunk to the vendor's own, and that to the usual."""
    since = now - RATED_FROM
    with connection.cursor() as cursor:
        cursor.execute(REPLIES, {"vendor": vendor.pk, "since": since, "first": first_at(since)})
        rows = cursor.fetchall()
    seen = {(template, Purpose(purpose)): (sent, back) for template, purpose, sent, back in rows}
    own: dict[Purpose, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (_, purpose), (sent, back) in seen.items():
        own[purpose] = own[purpose][0] + sent, own[purpose][1] + back

    def rate_of(template: UUID, purpose: Purpose) -> float:
        usual = rate(purpose, *own[purpose])
        return rate(purpose, *seen.get((template, purpose), (0, 0)), usual)

    return rate_of
