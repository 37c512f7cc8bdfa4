"""Book what messages really cost, as soon and as often as a provider says so."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from wedsync.billing.book import Attempt, Key, lock, write
from wedsync.billing.ledger import settle_line
from wedsync.billing.models import BudgetEntry
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
    entries = [entry for bill in bills if (entry := _heed(found, bill))]
    write(vendor_id, entries)
    return len(entries)


def _heed(found: Mapping[Key, Attempt], bill: Bill) -> BudgetEntry | None:
    attempt = found.get(bill.key)
    if attempt is None or not _same_currency(attempt, bill):
        log.warning(
            "a bill that fits no reservation",
            message=str(bill.message_id),
            handover=str(bill.attempt_id),
            billed=bill.money and bill.money.currency,
            reserved=attempt and attempt.reserved.currency,
        )
        return None
    figure = bill.money.micros if bill.money else None
    line = settle_line(attempt.lines, figure, bill.at)
    return attempt.take(line) if line else None


def _same_currency(attempt: Attempt, bill: Bill) -> bool:
    return bill.money is None or bill.money.currency == attempt.reserved.currency
