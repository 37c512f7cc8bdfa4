"""Set money aside for messages that are about to leave, as long as the budget has any."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from wedsync.billing.allot import Grant, Want, allot
from wedsync.billing.book import Entry, booked, write
from wedsync.billing.ledger import Kind, Line
from wedsync.billing.left import limits_of, with_spent
from wedsync.billing.limits import month_of
from wedsync.billing.totals import Pot, add
from wedsync.vendors.models import Vendor


def reserve(vendor_id: UUID, wants: Sequence[Want], now: dt.datetime) -> set[UUID]:
    """Return the messages that got their money; the others must not leave.

    Part of the transaction that writes the intent, after every other lock of it: until it commits,
    everybody else who wants this vendor's money waits, so that together they never overspend.
    Asking twice for the same attempt books it once; what was released gets nothing more.
    """
    by_key = {(want.message_id, want.attempt_id): want for want in wants}
    if not by_key:
        return set()
    month = _month(vendor_id, now)
    spent = add(vendor_id, {_pot(month, want): 0 for want in wants})
    known = booked(vendor_id, list(by_key))
    fresh = [want for key, want in by_key.items() if key not in known]
    grants = allot(fresh, with_spent(limits_of(vendor_id, month), month, spent))
    write(vendor_id, [_entry(month, grant, now) for grant in grants])
    held = {key[0] for key, entries in known.items() if not _is_released(entries)}
    return held | {grant.want.message_id for grant in grants}


def _month(vendor_id: UUID, now: dt.datetime) -> dt.date:
    """By the vendor's own calendar."""
    zone = Vendor.objects.values_list("timezone", flat=True).get(pk=vendor_id)
    return month_of(now.astimezone(ZoneInfo(zone)).date())


def _pot(month: dt.date, want: Want) -> Pot:
    return Pot(month, want.money.currency, want.channel)


def _is_released(entries: Sequence[Entry]) -> bool:
    return any(entry.line.kind is Kind.RELEASE for entry in entries)


def _entry(month: dt.date, grant: Grant, now: dt.datetime) -> Entry:
    want = grant.want
    line = Line(Kind.RESERVE, want.money.micros, now, over=grant.over)
    return Entry((want.message_id, want.attempt_id), _pot(month, want), line)
