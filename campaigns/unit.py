"""What is assigned, held out and counted: the wedding, so that both partners share it."""

from campaigns.models import Recipient


def unit_of(recipient: Recipient) -> str:
    """Without a wedding, the person."""
    return str(recipient.wedding_id or recipient.person_id)
