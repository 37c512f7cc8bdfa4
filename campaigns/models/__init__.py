"""To whom and when: campaigns, and the people they reach."""

from campaigns.models.campaign import Campaign, Recipient
from campaigns.models.rule import ReviewRule
from campaigns.states import State

__all__ = ["Campaign", "Recipient", "ReviewRule", "State"]
