"""Which vendors write no more to an address, found by its digest: no name of a couple is read."""

import datetime as dt
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from wedsync.vendors.tenancy import operator

MOST = 200

FOUND = """
SELECT v.id, v.name, s.channel, s.reason, s.at
FROM messaging_suppression s JOIN vendors_vendor v ON v.id = s.vendor_id
WHERE app_digest(s.address) = %s ORDER BY s.id DESC LIMIT %s
"""


class Suppressed(NamedTuple):
    vendor_id: UUID
    vendor: str
    channel: str
    reason: str
    at: dt.datetime


def look_up(address: str) -> Sequence[Suppressed]:
    """Of every vendor, the newest first. The address itself goes no further than this."""
    with operator(), connection.cursor() as cursor:
        cursor.execute(FOUND, [digest_of(address), MOST])
        return [Suppressed(*row) for row in cursor.fetchall()]


def digest_of(address: str) -> bytes:
    """As stored: letters small, and of a number `+` and digits."""
    written = "".join(address.split()).lower()
    if "@" not in written:
        written = "".join(letter for letter in written if letter.isdigit() or letter == "+")
    return sha256(written.encode()).digest()
