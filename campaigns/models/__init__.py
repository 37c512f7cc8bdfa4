"""To whom and when: campaigns, and the people they reach."""

from campaigns.models.campaign import Campaign, Recipient, State
from campaigns.models.experiment import Assignment, Experiment, GoalReached

__all__ = ["Assignment", "Campaign", "Experiment", "GoalReached", "Recipient", "State"]
