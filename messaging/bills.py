"""What reports say about money: the price they name, or just that there is something to pay."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from messaging.match import Known
from messaging.models import Handed, Outcome
from wedsync.billing.money import Money, NotMoney, from_text
from wedsync.billing.settle import Bill, settle

# Nobody noted that these were accepted, and a report is the proof.
UNSAID = frozenset({Outcome.UNKNOWN.value, Outcome.ABANDONED.value})


def book(known: Known, now: dt.datetime) -> None:
    """The last step of its transaction: a vendor's money stays locked until the commit."""
    bills: dict[UUID, list[Bill]] = defaultdict(list)
    for vendor_id, bill in (*_proven(known, now), *_priced(known)):
        bills[vendor_id].append(bill)
    for vendor_id in sorted(bills):
        settle(vendor_id, bills[vendor_id])


def _proven(known: Known, now: dt.datetime) -> Iterator[tuple[UUID, Bill]]:
    """A batch is accepted as a whole; until somebody names a price the estimate counts."""
    handovers = {m.handover_id for _, m in known if m.handover.outcome in UNSAID}
    for vendor_id, message_id, handover_id in _booked(handovers):
        yield vendor_id, Bill(message_id, handover_id, None, now)


def _booked(handovers: Collection[UUID]) -> list[tuple[UUID, UUID, UUID]]:
    if not handovers:
        return []
    members = Handed.objects.filter(handover__in=handovers, handover__booked=True)
    return list(members.values_list("vendor_id", "message_id", "handover_id"))


def _priced(known: Known) -> Iterator[tuple[UUID, Bill]]:
    for event, member in known:
        if event.kind == "priced" and member.handover.booked and (money := _money(event.payload)):
            bill = Bill(member.message_id, member.handover_id, money, event.occurred_at)
            yield member.vendor_id, bill


def _money(detail: Mapping[str, str]) -> Money | None:
    """`price` is positive or negative, as Twilio writes it; nonsense must not stop the others."""
    try:
        money = from_text(detail.get("price", ""), detail.get("currency", "").upper())
    except NotMoney:
        return None
    return replace(money, micros=abs(money.micros))
