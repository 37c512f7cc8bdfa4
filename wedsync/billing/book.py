"""Read the entries of attempts under the vendor's lock, and write what follows from them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from wedsync.billing.ledger import Kind, Line
from wedsync.billing.models import BudgetEntry
from wedsync.billing.totals import Pot, add
from wedsync.lib.ids import uuid7

Key = tuple[UUID, UUID]  # of a message and of the attempt (the handover) to send it


@dataclass
class Attempt:
    """What was reserved for one message in one handover, and every line since."""

    reserved: BudgetEntry
    lines: list[Line] = field(default_factory=list)

    @property
    def released(self) -> bool:
        return any(line.kind is Kind.RELEASE for line in self.lines)

    def take(self, line: Line) -> BudgetEntry:
        """The entry for one more line, in the month and currency of the reservation."""
        self.lines.append(line)
        return BudgetEntry(
            id=uuid7(),
            vendor_id=self.reserved.vendor_id,
            message_id=self.reserved.message_id,
            attempt_id=self.reserved.attempt_id,
            channel=self.reserved.channel,
            month=self.reserved.month,
            currency=self.reserved.currency,
            kind=line.kind.value,
            revision=line.revision,
            micros=line.micros,
            at=line.at,
        )


def lock(vendor_id: UUID, keys: Sequence[Key]) -> dict[Key, Attempt]:
    """The attempts as everybody before us has left them; who comes after us waits."""
    reserved = _entries(vendor_id, keys).filter(kind=Kind.RESERVE.value)
    pots = reserved.order_by().values_list("month", "currency", "channel").distinct()
    if held := {Pot(*pot): 0 for pot in pots}:
        add(vendor_id, held)
    return attempts(vendor_id, keys)


def attempts(vendor_id: UUID, keys: Sequence[Key]) -> dict[Key, Attempt]:
    """Those of which anything is booked. Only what is read under the lock may be built upon."""
    found: dict[Key, Attempt] = {}
    wanted = set(keys)
    for entry in sorted(_entries(vendor_id, keys), key=_place):
        key = (entry.message_id, entry.attempt_id)
        if key in wanted:
            line = Line(Kind(entry.kind), entry.micros, entry.at, entry.revision)
            found.setdefault(key, Attempt(entry)).lines.append(line)
    return found


def _entries(vendor_id: UUID, keys: Sequence[Key]) -> QuerySet[BudgetEntry]:
    messages, handovers = {key[0] for key in keys}, {key[1] for key in keys}
    return BudgetEntry.objects.filter(
        vendor_id=vendor_id, message_id__in=messages, attempt_id__in=handovers
    )


def _place(entry: BudgetEntry) -> tuple[bool, int]:
    """The reservation comes first, then the provider's figures in their order."""
    return entry.kind != Kind.RESERVE, entry.revision


def write(vendor_id: UUID, entries: Sequence[BudgetEntry]) -> None:
    """Entries and totals, in one transaction or not at all."""
    if not entries:
        return
    BudgetEntry.objects.bulk_create(entries)
    sums: Counter[Pot] = Counter()
    for entry in entries:
        sums[Pot(entry.month, entry.currency, entry.channel)] += entry.micros
    add(vendor_id, sums)
