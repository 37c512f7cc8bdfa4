"""Book what messages really cost, as soon and as often as a provider says so."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import structlog

from wedsync.billing.book import Entry, Key, lock, write
from wedsync.billing.ledger import settle_line
from wedsync.billing.money import Money

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Bill:
    """What a provider says about one message of a handover, and when it said so.

    No money: it was accepted, and no price was named, so that the estimate counts.
    """

    message_id: UUID
    attempt_id: UUID
    money: Money | None
    at: dt.datetime

    @property
    def key(self) -> Key:
        return self.message_id, self.attempt_id


def settle(vendor_id: UUID, bills: Sequence[Bill]) -> int:
    """Make the ledger say what the bills say; return how many of them were news.

    In any order and any number of times: the newest figure counts. A bill without a reservation,
    or in another currency than was reserved, is logged and changes nothing.
    """
    found = lock(vendor_id, [bill.key for bill in bills])
    entries = [entry for bill in bills if (entry := _heed(found.get(bill.key), bill))]
    write(vendor_id, entries)
    return len(entries)


def _heed(entries: list[Entry] | None, bill: Bill) -> Entry | None:
    """The next entry of the attempt; it joins the others, for a second bill in the same hand."""
    currency = entries[0].pot.currency if entries else None
    if entries is None or (bill.money and bill.money.currency != currency):
        _tell(bill, currency)
        return None
    figure = bill.money.micros if bill.money else None
    line = settle_line([entry.line for entry in entries], figure, bill.at)
    if line is None:
        return None
    entries.append(replace(entries[0], line=line))
    return entries[-1]


def _tell(bill: Bill, reserved: str | None) -> None:
    log.warning(
        "a bill that fits no reservation",
        message=str(bill.message_id),
        handover=str(bill.attempt_id),
        billed=bill.money.currency if bill.money else None,
        reserved=reserved,
    )
