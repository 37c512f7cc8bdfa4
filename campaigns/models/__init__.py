"""To whom and when: campaigns, timelines, and the people they reach."""

from campaigns.models.campaign import Campaign, Recipient, State
from campaigns.models.timeline import (
    Enrollment,
    Entry,
    Inside,
    PlannedStep,
    Proposal,
    Reflow,
    StepMessage,
    Timeline,
    TimelineVersion,
)

__all__ = [
    "Campaign",
    "Enrollment",
    "Entry",
    "Inside",
    "PlannedStep",
    "Proposal",
    "Recipient",
    "Reflow",
    "State",
    "StepMessage",
    "Timeline",
    "TimelineVersion",
]
