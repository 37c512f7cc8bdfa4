"""Give back what was reserved for messages that a provider has definitely refused."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from wedsync.billing.book import Key, lock, write
from wedsync.billing.ledger import release_line


def release(vendor_id: UUID, keys: Sequence[Key], now: dt.datetime) -> int:
    """`keys` are pairs of message and handover; return how many reservations that gave back.

    Twice is once, and what a provider has billed already stays billed.
    """
    given_back = [
        replace(entries[0], line=line)
        for entries in lock(vendor_id, keys).values()
        if (line := release_line([entry.line for entry in entries], now))
    ]
    write(vendor_id, given_back)
    return len(given_back)
