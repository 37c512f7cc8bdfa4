"""What is assigned, held out and counted: the wedding, so that both partners share it."""

from uuid import UUID

from campaigns.broadcasts.meant import AnyRecipient


def unit_of(recipient: AnyRecipient) -> UUID:
    """Without a wedding, the person."""
    return recipient.wedding_id or recipient.person_id
