"""Count what may pass: so many soft bounces in a row are a hard one, a delivery ends the row."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from messaging.bounces import DELIVERED, LIMIT, strikes
from messaging.suppress import Address

CLEAR = """
DELETE FROM messaging_softbounces s
USING unnest(%s::uuid[], %s::text[], %s::text[]) AS heard(vendor, channel, address)
WHERE s.vendor_id = heard.vendor AND s.channel = heard.channel AND s.address = heard.address
"""
COUNT = """
INSERT INTO messaging_softbounces AS s (id, vendor_id, channel, address, count, at)
SELECT uuidv7(), heard.*, statement_timestamp()
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::int[]) AS heard
ON CONFLICT (vendor_id, channel, address)
DO UPDATE SET count = least(s.count + excluded.count, 1000), at = excluded.at
RETURNING vendor_id, channel, address, count
"""


def count(history: Mapping[Address, Sequence[str]]) -> set[Address]:
    """Continue the rows with these histories, oldest first; return the addresses at the limit.

    Two statements, however many they are.
    """
    ordered = sorted(history.items())
    _run(CLEAR, [address for address, events in ordered if DELIVERED in events])
    counted = [(address, n) for address, events in ordered if (n := strikes(events))]
    rows = _run(COUNT, [address for address, _ in counted], [n for _, n in counted])
    return {Address(*address) for *address, total in rows if total >= LIMIT}


def _run(sql: str, chosen: Sequence[Address], *columns: list[int]) -> list[tuple[Any, ...]]:
    if not chosen:
        return []
    vendors, channels = [one.vendor_id for one in chosen], [one.channel for one in chosen]
    place: list[Any] = [vendors, channels, [one.address for one in chosen]]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*place, *columns])
        return list(cursor.fetchall()) if cursor.description else []
