"""Who said yes or no: the latest word of a person, and every no given for an address.

A no sticks to the person and to the address, whoever of a vendor's people has it now; a yes holds
for the address it was given for. What was said later about the same address lifts what came before.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from wedsync.lib.ids import array

Topic = tuple[str, str]  # channel, purpose

LATEST = """
SELECT DISTINCT ON (person_id, channel, purpose)
       id, person_id, address, channel, purpose, granted, basis, until
FROM messaging_consent WHERE person_id = ANY(%s::uuid[])
ORDER BY person_id, channel, purpose, id DESC
"""
REFUSALS = """
SELECT DISTINCT ON (address, channel, purpose, person_id)
       id, person_id, address, channel, purpose, granted, basis, until
FROM messaging_consent WHERE address = ANY(%s::text[]) AND NOT granted
ORDER BY address, channel, purpose, person_id, id DESC
"""


class Word(NamedTuple):
    """What a `Consent` says."""

    id: UUID
    person_id: UUID
    address: str
    channel: str
    purpose: str
    granted: bool
    basis: str
    until: dt.datetime | None


@dataclass(frozen=True)
class Said:
    latest: Mapping[tuple[UUID, Topic], Word]
    refusals: Mapping[tuple[str, Topic], Sequence[Word]]

    def word(self, person_id: UUID, address: str, topic: Topic, now: dt.datetime) -> str:
        """ "granted", "revoked" or "" (never asked, or an implied yes that ran out)."""
        own = self.latest.get((person_id, topic))
        if own is not None and not own.granted:
            return "revoked"
        yes = own if own is not None and own.address == address else None
        if any(not self._lifted(no, yes) for no in self.refusals.get((address, topic), ())):
            return "revoked"
        return "granted" if yes and (yes.until is None or yes.until > now) else ""

    def _lifted(self, no: Word, yes: Word | None) -> bool:
        """By a later yes of the same person, or of the one in question, for that address."""
        theirs = self.latest.get((no.person_id, (no.channel, no.purpose)))
        later = [one for one in (theirs, yes) if one is not None and one.granted]
        return any(one.address == no.address and one.id > no.id for one in later)


def said_about(people: Iterable[UUID], addresses: Iterable[str]) -> Said:
    """What the current tenant's people said. Two queries, however many they are."""
    refusals = _words(REFUSALS, list(set(addresses) - {""}))
    latest = _words(LATEST, array({*people, *(no.person_id for no in refusals)}))
    return Said({(one.person_id, (one.channel, one.purpose)): one for one in latest}, _by(refusals))


def _words(sql: str, about: str | list[str]) -> list[Word]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [about])
        return list(map(Word._make, cursor.fetchall()))


def _by(refusals: Iterable[Word]) -> Mapping[tuple[str, Topic], Sequence[Word]]:
    found: dict[tuple[str, Topic], list[Word]] = defaultdict(list)
    for no in refusals:
        found[no.address, (no.channel, no.purpose)].append(no)
    return found
