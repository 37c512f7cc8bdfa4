"""The ledger of who said yes or no. A file or a CRM may add a yes, and never lifts a no."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from messaging.models import Consent
from messaging.policy.facts import Purpose
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

    Who has said no stays at no; a yes already held for that address isn't repeated.
    """
    said = _latest([claim.person_id for claim in claims], channel, purpose)
    fresh = [claim for claim in claims if _is_news(claim, said.get(claim.person_id))]
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


def _latest(people: Sequence[UUID], channel: str, purpose: Purpose) -> dict[UUID, Consent]:
    rows = Consent.objects.filter(person__in=people, channel=channel, purpose=purpose.value)
    return {row.person_id: row for row in rows.order_by("person_id", "-id").distinct("person_id")}


def _is_news(claim: Claim, said: Consent | None) -> bool:
    if not claim.address:
        return False
    return said is None or (said.granted and said.address != claim.address)
