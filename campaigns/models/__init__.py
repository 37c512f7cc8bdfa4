"""To whom and when: campaigns, the people they reach, and segments."""

from campaigns.models.campaign import Campaign, Recipient, State
from campaigns.models.segment import Segment

__all__ = ["Campaign", "Recipient", "Segment", "State"]
