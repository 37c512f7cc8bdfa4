"""Give back what was reserved for messages that a provider has definitely refused."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from wedsync.billing.book import Key, lock, write
from wedsync.billing.ledger import release_line


def release(vendor_id: UUID, keys: Sequence[Key], now: dt.datetime) -> int:
    """`keys` are pairs of message and handover; return how many reservations that gave back.

    Twice is once, and what a provider has billed already stays billed.
    """
    found = lock(vendor_id, keys)
    entries = [
        attempt.take(line)
        for attempt in found.values()
        if (line := release_line(attempt.lines, now))
    ]
    write(vendor_id, entries)
    return len(entries)
