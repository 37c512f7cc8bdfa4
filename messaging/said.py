"""Who said yes or no: the latest word of a person, and every no given for an address.

A no sticks to the person and to the address, whoever of a vendor's people has it now; a yes holds
for the address it was given for. What was said later about the same address lifts what came before.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from messaging.models import Consent

Topic = tuple[str, str]  # channel, purpose


@dataclass(frozen=True)
class Said:
    latest: Mapping[tuple[UUID, Topic], Consent]
    refusals: Mapping[tuple[str, Topic], Sequence[Consent]]

    def word(self, person_id: UUID, address: str, topic: Topic, now: dt.datetime) -> str:
        """ "granted", "revoked" or "" (never asked, or an implied yes that ran out)."""
        own = self.latest.get((person_id, topic))
        if own is not None and not own.granted:
            return "revoked"
        yes = own if own is not None and own.address == address else None
        if any(not self._lifted(no, yes) for no in self.refusals.get((address, topic), ())):
            return "revoked"
        return "granted" if yes and (yes.until is None or yes.until > now) else ""

    def _lifted(self, no: Consent, yes: Consent | None) -> bool:
        """By a later yes of the same person, or of the one in question, for that address."""
        theirs = self.latest.get((no.person_id, (no.channel, no.purpose)))
        later = [one for one in (theirs, yes) if one is not None and one.granted]
        return any(one.address == no.address and one.pk > no.pk for one in later)


def said_about(people: Iterable[UUID], addresses: Iterable[str]) -> Said:
    """What the current tenant's people said. Two queries, however many they are."""
    refusals = list(
        Consent.objects.filter(address__in=set(addresses) - {""}, granted=False)
        .order_by("address", "channel", "purpose", "person_id", "-id")
        .distinct("address", "channel", "purpose", "person_id")
    )
    concerned = {*people, *(no.person_id for no in refusals)}
    latest = (
        Consent.objects.filter(person_id__in=concerned)
        .order_by("person_id", "channel", "purpose", "-id")
        .distinct("person_id", "channel", "purpose")
    )
    return Said({(one.person_id, (one.channel, one.purpose)): one for one in latest}, _by(refusals))


def _by(refusals: Iterable[Consent]) -> Mapping[tuple[str, Topic], Sequence[Consent]]:
    found: dict[tuple[str, Topic], list[Consent]] = defaultdict(list)
    for no in refusals:
        found[no.address, (no.channel, no.purpose)].append(no)
    return found
