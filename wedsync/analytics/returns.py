"""What came back: goals that weddings reached within a week of the last message they got."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from wedsync.analytics.questions import Period
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import at_local

WINDOW_DAYS = 7
MOST = 2000  # goals looked at

# The last message before the goal has it ("last touch"); without one within the window nobody.
RETURNS = """
WITH goal AS (
  SELECT id, wedding_id, kind, at, value, currency FROM campaigns_goalreached
  WHERE vendor_id = %(vendor)s AND at >= %(from)s AND at < %(until)s
  ORDER BY at DESC LIMIT %(most)s
)
SELECT m.channel, goal.kind, goal.currency, count(*), sum(goal.value)
FROM goal CROSS JOIN LATERAL (
  SELECT m.channel FROM messaging_message m
  JOIN messaging_handed h ON h.message_id = m.id AND h.vendor_id = m.vendor_id
  JOIN messaging_handover o ON o.id = h.handover_id AND o.outcome = 'accepted'
  WHERE m.vendor_id = %(vendor)s AND m.wedding_id = goal.wedding_id
    AND o.intent_at BETWEEN goal.at - make_interval(days => %(window)s) AND goal.at
  ORDER BY o.intent_at DESC LIMIT 1) m
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


@dataclass(frozen=True)
class Return:
    """`value` is in minor units of `currency`; "" for a goal without money."""

    channel: str
    goal: str
    currency: str
    count: int
    value: int


def returns(vendor: Vendor, period: Period) -> list[Return]:
    """In the current tenant; one query, bounded."""
    zone = ZoneInfo(vendor.timezone)
    first, last = period
    told: dict[str, Any] = {
        "vendor": vendor.pk,
        "from": at_local(first, dt.time(), zone),
        "until": at_local(last + dt.timedelta(days=1), dt.time(), zone),
        "most": MOST,
        "window": WINDOW_DAYS,
    }
    with connection.cursor() as cursor:
        cursor.execute(RETURNS, told)
        rows = cursor.fetchall()
    return [Return(way, goal, code, count, int(value)) for way, goal, code, count, value in rows]
