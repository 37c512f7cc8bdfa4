"""To whom and when: campaigns, timelines, and the people they reach."""

from campaigns.models.campaign import Campaign, Recipient, State
from campaigns.models.caps import CapMove
from campaigns.models.emergency import (
    Emergency,
    EmergencyReason,
    EmergencyState,
    EmergencyStep,
)
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
    "CapMove",
    "Emergency",
    "EmergencyReason",
    "EmergencyState",
    "EmergencyStep",
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
