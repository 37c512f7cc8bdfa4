"""To whom and when: campaigns, and the people they reach."""

from campaigns.models.campaign import Campaign, Recipient, State

__all__ = ["Campaign", "Recipient", "State"]
