"""Hands what a file says about consent to the ledger that keeps it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from crm_connectors.records import ConsentClaim
from messaging.consent import Claim, add


def keep_claims(vendor_id: UUID) -> Callable[[Sequence[ConsentClaim]], None]:
    """For an import's `on_consent`: a yes is added, a no that was said stays."""

    def keep(claims: Sequence[ConsentClaim]) -> None:
        told = [Claim(claim.person_id, claim.email, claim.evidence) for claim in claims]
        add(vendor_id, told, basis="import")

    return keep
