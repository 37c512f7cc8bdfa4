"""A season before it happens. Pure."""

from campaigns.simulation.course import (
    Candidate,
    Chain,
    Course,
    Delay,
    Fate,
    Letter,
    Line,
    Wished,
)
from campaigns.simulation.figures import Figures, figures
from campaigns.simulation.purse import Purse
from campaigns.simulation.room import Caps
from campaigns.simulation.rules import Rules
from campaigns.simulation.run import replay, run

__all__ = [
    "Candidate",
    "Caps",
    "Chain",
    "Course",
    "Delay",
    "Fate",
    "Figures",
    "Letter",
    "Line",
    "Purse",
    "Rules",
    "Wished",
    "figures",
    "replay",
    "run",
]
