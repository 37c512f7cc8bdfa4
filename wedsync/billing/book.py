"""Read what is booked for attempts under the vendor's lock, and write what follows from it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from wedsync.billing.ledger import Kind, Line
from wedsync.billing.totals import Pot, add

Key = tuple[UUID, UUID]  # of a message and of the attempt (the handover) to send it

READ = """
SELECT message_id, attempt_id, month, currency, channel, kind, micros, at, revision, over
FROM billing_budgetentry
JOIN unnest(%s::uuid[], %s::uuid[]) AS pair(message, attempt)
  ON message_id = pair.message AND attempt_id = pair.attempt
WHERE vendor_id = %s ORDER BY kind <> 'reserve', revision
"""
WRITE = """
INSERT INTO billing_budgetentry (vendor_id, message_id, attempt_id, month, currency, channel,
                                 kind, micros, at, revision, over)
SELECT %s, entry.* FROM unnest(%s::uuid[], %s::uuid[], %s::date[], %s::text[], %s::text[],
  %s::text[], %s::bigint[], %s::timestamptz[], %s::smallint[], %s::bool[]) AS entry
"""


@dataclass(frozen=True)
class Entry:
    """A line, whose it is, and where it is counted."""

    key: Key
    pot: Pot
    line: Line


def lock(vendor_id: UUID, keys: Sequence[Key]) -> dict[Key, list[Entry]]:
    """What is booked as everybody before us has left it; who comes after us waits."""
    if pots := {entries[0].pot for entries in booked(vendor_id, keys).values()}:
        add(vendor_id, dict.fromkeys(pots, 0))
        return booked(vendor_id, keys)
    return {}


def booked(vendor_id: UUID, keys: Sequence[Key]) -> dict[Key, list[Entry]]:
    """Of each attempt that has any: its reservation, then the rest in the order of revisions.

    Only what is read under the lock may be built upon.
    """
    found: defaultdict[Key, list[Entry]] = defaultdict(list)
    pairs = list(dict.fromkeys(keys))
    with connection.cursor() as cursor:
        cursor.execute(READ, [[m for m, _ in pairs], [a for _, a in pairs], vendor_id])
        for message, attempt, month, currency, channel, kind, *rest in cursor.fetchall():
            key = message, attempt
            found[key].append(Entry(key, Pot(month, currency, channel), Line(Kind(kind), *rest)))
    return dict(found)


def write(vendor_id: UUID, entries: Sequence[Entry]) -> None:
    """Entries and totals, in one transaction or not at all."""
    if not entries:
        return
    sums: Counter[Pot] = Counter()
    for entry in entries:
        sums[entry.pot] += entry.line.micros
    with connection.cursor() as cursor:
        columns = zip(*(_row(entry) for entry in entries), strict=True)
        cursor.execute(WRITE, [vendor_id, *map(list, columns)])
    add(vendor_id, sums)


def _row(entry: Entry) -> tuple[object, ...]:
    pot, line = entry.pot, entry.line
    place = (*entry.key, pot.month, pot.currency, pot.channel)
    return (*place, line.kind.value, line.micros, line.at, line.revision, line.over)
