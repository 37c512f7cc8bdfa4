"""Hands what a file says about consent to the ledger, which alone decides what it is worth."""

from collections.abc import Sequence

from crm_connectors.records import ConsentClaim
from messaging import consent
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import current_vendor_id

BASIS = "import"


def keep(claims: Sequence[ConsentClaim]) -> None:
    """For the chunk under way, in its transaction. A yes may be added, a no is never lifted."""
    vendor_id = current_vendor_id()
    if vendor_id is None:
        raise Refusal("Consents belong to a vendor; none is set.", code="no_tenant")
    said = [consent.Claim(claim.person_id, claim.email, claim.evidence) for claim in claims]
    consent.add(vendor_id, said, basis=BASIS)
