"""What is assigned, held out and counted: the wedding, so that both partners share it."""

from uuid import UUID

from campaigns.models import Recipient


def unit_of(recipient: Recipient) -> UUID:
    """Without a wedding, the person."""
    return recipient.wedding_id or recipient.person_id
