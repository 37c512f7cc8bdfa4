"""The ledger of who said yes or no. A file or a CRM may add a yes, and never lifts a no."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.timezone import now as current_time

from messaging.models import Consent, Message
from messaging.policy.facts import OPTIONAL, Purpose
from messaging.said import said_about
from wedsync.lib.ids import uuid7

OPENS = "opens"  # besides the purposes: whether it may be noted that they open a mail


@dataclass(frozen=True)
class Claim:
    """Somebody says that this person said yes; `evidence` says where it is written, `seen` which
    words they read, and what is known of the visit."""

    person_id: UUID
    address: str
    evidence: str
    seen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class No:
    """Who got this message there wants no more of that purpose; `basis` says how we know."""

    message: Message
    address: str
    purpose: str
    basis: str
    evidence: Mapping[str, str] = field(default_factory=dict)

    @property
    def topic(self) -> tuple[UUID, str, str]:
        return self.message.person_id, self.message.channel, self.purpose


def add(
    vendor_id: UUID,
    claims: Sequence[Claim],
    *,
    basis: str,
    channel: str = "email",
    purpose: Purpose = Purpose.MARKETING,
) -> int:
    """Note each yes that says something new; return how many did.

    Who has said no stays at no, and so does an address for which somebody else has; a yes already
    held for that address isn't repeated.
    """
    said = said_about([claim.person_id for claim in claims], [claim.address for claim in claims])
    topic, now = (channel, purpose.value), current_time()
    fresh = [
        claim
        for claim in claims
        if claim.address and not said.word(claim.person_id, claim.address, topic, now)
    ]
    Consent.objects.bulk_create(
        Consent(
            id=uuid7(),
            vendor_id=vendor_id,
            person_id=claim.person_id,
            address=claim.address,
            channel=channel,
            purpose=purpose.value,
            granted=True,
            basis=basis,
            evidence={"said": claim.evidence[:500], **claim.seen},
        )
        for claim in fresh
    )
    return len(fresh)


def leaving(purpose: str) -> list[str]:
    """What an unsubscribe ends: marketing in any case, and if it was helpful the helpful ones."""
    return sorted({Purpose.MARKETING.value, purpose} & OPTIONAL)


def withdraw(noes: Iterable[No]) -> None:
    """Note each no that says something new. Two queries, however many they are."""
    by_topic = {no.topic: no for no in noes}
    if not by_topic:
        return
    said = _latest({person_id for person_id, *_ in by_topic})
    Consent.objects.bulk_create(
        Consent(
            id=uuid7(),
            vendor_id=no.message.vendor_id,
            person_id=no.message.person_id,
            address=no.address,
            channel=no.message.channel,
            purpose=no.purpose,
            granted=False,
            basis=no.basis,
            evidence={"message": str(no.message.pk), **no.evidence},
        )
        for topic, no in by_topic.items()
        if said.get(topic) != (no.address, False)
    )


def _latest(people: Iterable[UUID]) -> Mapping[tuple[UUID, str, str], tuple[str, bool]]:
    """By person, channel and purpose: for which address they spoke last, and whether it was yes."""
    rows = (
        Consent.objects.filter(person__in=people)
        .order_by("person_id", "channel", "purpose", "-id")
        .distinct("person_id", "channel", "purpose")
        .values_list("person_id", "channel", "purpose", "address", "granted")
    )
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows}
