"""Count what messages did, day by day, in sets. Twice is once: a day is always counted anew.

A vendor's mark says up to when facts were looked at. Whatever came since, or shortly before (a
transaction may commit late), names the days it is about; those are thrown away and counted again.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction

from wedsync.analytics.models import DailyFigures, HourlyActs, RollupMark
from wedsync.lib.ids import first_at
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant

OVERLAP = dt.timedelta(minutes=10)
BEGINNING = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
NOT_LEFT = ["refused", "deferred"]  # a call after which nothing had left
REACTED = ["clicked", "unsubscribed", "complained"]

# The days of what was said, and of what was done about it, since a moment. Ids are UUIDv7 and so
# in the order of time: their index finds what is new.
TOUCHED = """
WITH touched AS (
  SELECT message_id FROM messaging_deliveryevent WHERE vendor_id = %(vendor)s AND id >= %(id)s
  UNION SELECT answers_id FROM messaging_inbound
    WHERE vendor_id = %(vendor)s AND id >= %(id)s AND answers_id IS NOT NULL
  UNION SELECT message_id FROM billing_budgetentry WHERE vendor_id = %(vendor)s AND id >= %(id)s
  UNION SELECT h.message_id FROM messaging_handover o
    JOIN messaging_handed h ON h.handover_id = o.id AND h.vendor_id = o.vendor_id
    WHERE o.vendor_id = %(vendor)s AND (o.id >= %(id)s OR o.closed_at >= %(since)s)
)
SELECT DISTINCT (o.intent_at AT TIME ZONE %(zone)s)::date
FROM touched JOIN messaging_handed h ON h.message_id = touched.message_id
  AND h.vendor_id = %(vendor)s
JOIN messaging_handover o ON o.id = h.handover_id
"""
ACTED = """
SELECT (at AT TIME ZONE %(zone)s)::date FROM messaging_deliveryevent
WHERE vendor_id = %(vendor)s AND id >= %(id)s AND kind = 'clicked'
UNION
SELECT (at AT TIME ZONE %(zone)s)::date FROM messaging_inbound
WHERE vendor_id = %(vendor)s AND id >= %(id)s
"""
# A click is a person's where our reading of it says so and no machine's stands beside it.
HUMAN = """
e.kind = 'clicked' AND e.reader = 'human' AND NOT EXISTS (
  SELECT FROM messaging_deliveryevent beside
  WHERE beside.message_id = e.message_id AND beside.vendor_id = e.vendor_id
    AND beside.kind = 'clicked' AND beside.reader = 'machine'
    AND beside.at BETWEEN e.at - interval '2 seconds' AND e.at + interval '2 seconds')
"""
FIGURES = """
WITH left_on AS (
  SELECT DISTINCT ON (h.message_id) h.message_id, h.context #>> '{wedding,stage}' AS stage,
    (o.intent_at AT TIME ZONE %(zone)s)::date AS day
  FROM messaging_handover o
  JOIN messaging_handed h ON h.handover_id = o.id AND h.vendor_id = o.vendor_id
  WHERE o.vendor_id = %(vendor)s AND o.outcome <> ALL(%(not)s)
    AND (o.intent_at AT TIME ZONE %(zone)s)::date = ANY(%(days)s::date[])
    AND NOT EXISTS (
      SELECT FROM messaging_handed h2 JOIN messaging_handover o2 ON o2.id = h2.handover_id
      WHERE h2.vendor_id = h.vendor_id AND h2.message_id = h.message_id
        AND o2.outcome <> ALL(%(not)s) AND o2.intent_at < o.intent_at)
  ORDER BY h.message_id, o.intent_at
), reaction AS (
  SELECT e.message_id, bool_or(HUMAN_CLICK) AS clicked,
    bool_or(e.kind IN ('unsubscribed', 'complained')) AS stopped
  FROM messaging_deliveryevent e JOIN left_on USING (message_id)
  WHERE e.vendor_id = %(vendor)s AND e.kind = ANY(%(reacted)s) GROUP BY 1
), answer AS (
  SELECT i.answers_id AS message_id, bool_or(i.word = '') AS replied,
    bool_or(i.word = 'stop') AS stopped
  FROM messaging_inbound i JOIN left_on ON left_on.message_id = i.answers_id
  WHERE i.vendor_id = %(vendor)s GROUP BY 1
), cost AS (
  SELECT b.message_id, sum(b.micros) AS micros, max(b.currency) AS currency
  FROM billing_budgetentry b JOIN left_on USING (message_id)
  WHERE b.vendor_id = %(vendor)s GROUP BY 1
)
INSERT INTO analytics_dailyfigures (id, vendor_id, day, channel, purpose, stage, variant_id,
  currency, sent, delivered, clicked, replied, engaged, stopped, micros)
SELECT uuidv7(), %(vendor)s, day, m.channel, m.purpose, coalesce(stage, ''),
  CASE WHEN m.dedupe_key NOT LIKE 'reply:%%' THEN m.variant_id END,
  coalesce(cost.currency, ''), count(*), count(*) FILTER (WHERE m.state = 'delivered'),
  count(*) FILTER (WHERE clicked), count(*) FILTER (WHERE replied),
  count(*) FILTER (WHERE clicked OR replied),
  count(*) FILTER (WHERE reaction.stopped OR answer.stopped), coalesce(sum(cost.micros), 0)
FROM left_on JOIN messaging_message m ON m.id = left_on.message_id
LEFT JOIN reaction USING (message_id) LEFT JOIN answer USING (message_id)
LEFT JOIN cost USING (message_id)
GROUP BY 3, 4, 5, 6, 7, 8
"""
HOURS = """
WITH act AS (
  SELECT e.at AT TIME ZONE %(zone)s AS at FROM messaging_deliveryevent e
  WHERE e.vendor_id = %(vendor)s AND HUMAN_CLICK
    AND (e.at AT TIME ZONE %(zone)s)::date = ANY(%(days)s::date[])
  UNION ALL
  SELECT i.at AT TIME ZONE %(zone)s FROM messaging_inbound i
  WHERE i.vendor_id = %(vendor)s AND i.word = ''
    AND (i.at AT TIME ZONE %(zone)s)::date = ANY(%(days)s::date[])
)
INSERT INTO analytics_hourlyacts (id, vendor_id, day, hour, acts)
SELECT uuidv7(), %(vendor)s, at::date, extract(hour FROM at), count(*) FROM act GROUP BY 3, 4
"""


def rollup_all(now: dt.datetime) -> int:
    """Every vendor's new facts; returns how many days were counted anew."""
    with operator():
        vendors = list(Vendor.objects.order_by("id"))
    return sum(_one(vendor, now) for vendor in vendors)


def _one(vendor: Vendor, now: dt.datetime) -> int:
    with tenant(vendor.pk):
        return rollup(vendor, now)


@transaction.atomic
def rollup(vendor: Vendor, now: dt.datetime) -> int:
    """In the current tenant; returns how many days were counted anew. One at a time a vendor."""
    mark, _ = RollupMark.objects.get_or_create(vendor=vendor, defaults={"through": BEGINNING})
    mark = RollupMark.objects.select_for_update().get(pk=mark.pk)
    since = mark.through - OVERLAP
    told = {"vendor": vendor.pk, "zone": vendor.timezone, "since": since, "id": first_at(since)}
    days, acted = _days(TOUCHED, told), _days(ACTED, told)
    _count_anew(vendor, DailyFigures, FIGURES, days)
    _count_anew(vendor, HourlyActs, HOURS, acted)
    RollupMark.objects.filter(pk=mark.pk).update(through=now)
    return len(days)


def _days(sql: str, told: dict[str, Any]) -> list[dt.date]:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return [day for (day,) in cursor.fetchall()]


def _count_anew(
    vendor: Vendor,
    model: type[DailyFigures | HourlyActs],
    sql: str,
    days: Collection[dt.date],
) -> None:
    if not days:
        return
    model.objects.filter(vendor=vendor, day__in=days).delete()
    told: dict[str, Any] = {
        "vendor": vendor.pk,
        "zone": vendor.timezone,
        "days": list(days),
        "not": NOT_LEFT,
        "reacted": REACTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("HUMAN_CLICK", HUMAN), told)
