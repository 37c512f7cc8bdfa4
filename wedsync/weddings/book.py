"""Note when weddings were booked: the milestone that timelines and reports go by, written once."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import connection

from wedsync.lib.ids import array

BOOKED = "booked"

# Only of this vendor's weddings; who has such a milestone keeps it, whatever is told later.
BOOK = """
INSERT INTO weddings_milestone (id, vendor_id, wedding_id, name, day, at)
SELECT uuidv7(), w.vendor_id, w.id, %(name)s, coalesce(told.day,
  (told.at AT TIME ZONE coalesce(nullif(w.timezone, ''), v.timezone))::date), told.at
FROM unnest(%(ids)s::uuid[], %(days)s::date[], %(instants)s::timestamptz[]) AS told(id, day, at)
JOIN weddings_wedding w ON w.id = told.id AND w.vendor_id = %(vendor)s
JOIN vendors_vendor v ON v.id = w.vendor_id
ON CONFLICT (vendor_id, wedding_id, name) DO NOTHING
"""


def book(vendor_id: UUID, when: Mapping[UUID, dt.datetime | dt.date]) -> int:
    """By wedding the instant (aware), or the day where no more is known; return how many were new.

    In the current tenant, in one statement, however many.
    """
    if not when:
        return 0
    instants = [one if isinstance(one, dt.datetime) else None for one in when.values()]
    days = [None if isinstance(one, dt.datetime) else one for one in when.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            BOOK,
            {
                "name": BOOKED,
                "ids": array(when),
                "days": days,
                "instants": instants,
                "vendor": vendor_id,
            },
        )
        return int(cursor.rowcount)
