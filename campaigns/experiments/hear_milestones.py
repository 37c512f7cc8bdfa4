"""Goals that are reached outside of messages: read from the milestones of weddings as they come.

Whoever writes a milestone (an import, a sync, the dashboard, an operator) needs to know nothing of
goals. A milestone that is taken back takes its goal along.
"""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.db import connection

from campaigns.experiment.goals import Goal
from wedsync.lib.ids import first_at
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Milestone

MARKS: Mapping[str, Goal] = MappingProxyType(
    {
        "booked": Goal.BOOKED,
        "contract": Goal.CONTRACT,
        "contract_signed": Goal.CONTRACT,
        "deposit": Goal.DEPOSIT,
        "deposit_paid": Goal.DEPOSIT,
        "retainer_paid": Goal.DEPOSIT,
        "balance_paid": Goal.BALANCE,
        "questionnaire": Goal.QUESTIONNAIRE,
        "questionnaire_answered": Goal.QUESTIONNAIRE,
        "review": Goal.REVIEW,
        "review_left": Goal.REVIEW,
    }
)
LATELY = dt.timedelta(days=3)  # since they were written; a house may have stood still for so long
LONGEST = dt.timedelta(days=30)  # a goal counts within so many days, so no later look undoes one
VENDORS = 100  # a page of ids
NOBODY = UUID(int=0)

# A day alone is its noon on the venue's wall. What lies ahead hasn't been reached.
REACH = """
INSERT INTO campaigns_goalreached (id, vendor_id, wedding_id, kind, at, value, currency, key)
SELECT uuidv7(), m.vendor_id, m.wedding_id, mark.kind, moment.at, 0, '', 'milestone:' || m.id
FROM weddings_milestone m
JOIN unnest(%(names)s::text[], %(kinds)s::text[]) AS mark(name, kind) ON mark.name = m.name
JOIN weddings_wedding w ON w.id = m.wedding_id
JOIN vendors_vendor v ON v.id = m.vendor_id
CROSS JOIN LATERAL (SELECT coalesce(m.at,
  (m.day + time '12:00') AT TIME ZONE coalesce(nullif(w.timezone, ''), v.timezone)) AS at) moment
WHERE m.vendor_id = %(vendor)s AND m.id > %(since)s AND moment.at <= %(now)s
ON CONFLICT (vendor_id, key) DO NOTHING
"""
TAKE_BACK = """
DELETE FROM campaigns_goalreached g
WHERE g.vendor_id = %(vendor)s AND g.id > %(then)s AND starts_with(g.key, 'milestone:')
  AND NOT EXISTS (SELECT FROM weddings_milestone m
    WHERE m.vendor_id = g.vendor_id AND m.id = substr(g.key, 11)::uuid)
"""


def hear_all(now: dt.datetime) -> None:
    """Ask who has any (ids only, across vendors), and hear each as its vendor."""
    last = NOBODY
    while vendors := _with_news(last, now):
        for vendor_id in vendors:
            with tenant(vendor_id):
                hear(vendor_id, now)
        last = vendors[-1]


def hear(vendor_id: UUID, now: dt.datetime) -> int:
    """In the current tenant; return how many goals were news. Twice is once."""
    given: dict[str, UUID | dt.datetime | list[str]] = {
        "vendor": vendor_id,
        "since": first_at(now - LATELY),
        "then": first_at(now - LONGEST),
        "now": now,
        "names": list(MARKS),
        "kinds": [goal.value for goal in MARKS.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE_BACK, given)
        cursor.execute(REACH, given)
        return int(cursor.rowcount)


def _with_news(last: UUID, now: dt.datetime) -> list[UUID]:
    with operator():
        news = Milestone.objects.filter(pk__gt=first_at(now - LATELY), name__in=list(MARKS))
        ids = news.filter(vendor__gt=last).order_by("vendor").values_list("vendor_id", flat=True)
        return list(ids.distinct()[:VENDORS])
