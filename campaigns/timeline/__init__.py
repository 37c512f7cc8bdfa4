"""Messages that hang on a wedding's days: what comes when, and what a change does to it. Pure."""

from campaigns.timeline.basis import Basis, Exit, Past, Settled
from campaigns.timeline.check import problems
from campaigns.timeline.difference import Change, difference
from campaigns.timeline.forks import Way, decide, way_to
from campaigns.timeline.plan import plan
from campaigns.timeline.planned import Planned, Stand
from campaigns.timeline.reason import SENTENCES, Reason
from campaigns.timeline.step import (
    Aside,
    Clock,
    Fork,
    Lane,
    Late,
    Slot,
    Step,
    Timeline,
    When,
)

__all__ = [
    "SENTENCES",
    "Aside",
    "Basis",
    "Change",
    "Clock",
    "Exit",
    "Fork",
    "Lane",
    "Late",
    "Past",
    "Planned",
    "Reason",
    "Settled",
    "Slot",
    "Stand",
    "Step",
    "Timeline",
    "Way",
    "When",
    "decide",
    "difference",
    "plan",
    "problems",
    "way_to",
]
