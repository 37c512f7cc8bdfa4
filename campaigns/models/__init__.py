"""To whom and when: campaigns, timelines, and the people they reach."""

from campaigns.broadcast.states import State
from campaigns.models.campaign import Campaign, Recipient
from campaigns.models.caps import CapMove
from campaigns.models.emergency import Emergency, EmergencyReason, EmergencyState, EmergencyStep
from campaigns.models.experiment import Assignment, Experiment, GoalReached
from campaigns.models.rule import ReviewRule
from campaigns.models.segment import Segment
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
    "Assignment",
    "Campaign",
    "CapMove",
    "Emergency",
    "EmergencyReason",
    "EmergencyState",
    "EmergencyStep",
    "Enrollment",
    "Entry",
    "Experiment",
    "GoalReached",
    "Inside",
    "PlannedStep",
    "Proposal",
    "Recipient",
    "Reflow",
    "ReviewRule",
    "Segment",
    "State",
    "StepMessage",
    "Timeline",
    "TimelineVersion",
]
