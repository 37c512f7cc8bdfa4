"""The running totals of a vendor's months, and with them the lock on its money."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection

from wedsync.billing.limits import ALL

ADD = """
INSERT INTO billing_budgettotal AS total (vendor_id, month, currency, channel, spent)
SELECT %s, pot.month, pot.currency, pot.channel, pot.micros
FROM unnest(%s::date[], %s::text[], %s::text[], %s::bigint[])
  AS pot(month, currency, channel, micros)
ORDER BY pot.month, pot.currency, pot.channel
ON CONFLICT (vendor_id, month, currency, channel)
  DO UPDATE SET spent = total.spent + excluded.spent
RETURNING month, currency, channel, spent
"""


@dataclass(frozen=True)
class Pot:
    """What is counted together. The channel ALL sums up the others."""

    month: dt.date
    currency: str
    channel: str


def add(vendor_id: UUID, amounts: Mapping[Pot, int]) -> dict[Pot, int]:
    """Add micro-units to channels and to ALL of them; return every total that was touched.

    Adding zero locks, and reads what others have committed. ALL sorts first, so whoever touches
    money of a month waits there for the others, and nobody waits crosswise.
    """
    sums: Counter[Pot] = Counter()
    for pot, micros in amounts.items():
        sums[pot] += micros
        sums[replace(pot, channel=ALL)] += micros
    columns = zip(*((p.month, p.currency, p.channel, n) for p, n in sums.items()), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(ADD, [vendor_id, *map(list, columns)])
        return {Pot(*row[:3]): row[3] for row in cursor.fetchall()}
