"""Check that a vendor's history is what was written: by our own code, and by the database's."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.db import connection

from wedsync.vendors.chain import Break, History, Link, follow
from wedsync.vendors.tenancy import tenant

LINKS = """
SELECT id, vendor_id, number, at, actor, verb, subject_type, subject_id, data::text,
       previous, digest
FROM vendors_event WHERE vendor_id = %s ORDER BY number
"""
DISAGREES = """
SELECT min(number) FROM vendors_event e WHERE vendor_id = %s AND digest <> event_digest(e)
"""


def verify(vendor_id: UUID) -> History:
    """Follow the chain; where our digests agree, ask the database's own function too."""
    with tenant(vendor_id):
        history = follow(_links(vendor_id))
        if history.broken is None and (number := _disagreement(vendor_id)):
            return replace(history, broken=Break(number, "has a digest the database disowns"))
    return history


def _links(vendor_id: UUID) -> Iterator[Link]:
    """By a server-side cursor: a history may be longer than memory."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(LINKS, [vendor_id])
        for row in cursor:
            yield Link(*row)


def _disagreement(vendor_id: UUID) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(DISAGREES, [vendor_id])
        number: int | None = cursor.fetchone()[0]
    return number
