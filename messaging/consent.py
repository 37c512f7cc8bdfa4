"""The ledger of who said yes or no. A file or a CRM may add a yes, and never lifts a no."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import now as current_time

from messaging.models import Consent
from messaging.policy.facts import Purpose
from messaging.said import said_about
from wedsync.lib.ids import uuid7


@dataclass(frozen=True)
class Claim:
    """Somebody says that this person said yes; `evidence` says where it is written."""

    person_id: UUID
    address: str
    evidence: str


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
            evidence={"said": claim.evidence[:500]},
        )
        for claim in fresh
    )
    return len(fresh)
