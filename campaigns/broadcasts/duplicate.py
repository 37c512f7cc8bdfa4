"""The same again, as a draft of its own."""

from campaigns.broadcast.approval import CONTENT
from campaigns.broadcast.timing import Timing
from campaigns.broadcasts.edit import write
from campaigns.models import Campaign

AGAIN = " (again)"


def duplicate(campaign: Campaign, *, actor: str) -> Campaign:
    """Whatever was chosen, but for a moment that may have passed; nobody approved it yet."""
    fields = {name: getattr(campaign, name) for name in CONTENT}
    fields |= {"starts_at": None, "deadline": None}
    if campaign.timing == Timing.AT:
        fields["timing"] = Timing.NOW.value
    most = 120 - len(AGAIN)
    copy = Campaign(vendor_id=campaign.vendor_id, name=campaign.name[:most] + AGAIN)
    write(copy, fields, actor=actor)
    return copy
