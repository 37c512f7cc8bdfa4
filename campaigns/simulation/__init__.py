"""A season before it happens. Pure."""

from campaigns.simulation.course import Candidate, Chain, Course, Delay, Fate, Line
from campaigns.simulation.figures import Figures, figures
from campaigns.simulation.purse import Purse
from campaigns.simulation.run import run

__all__ = [
    "Candidate",
    "Chain",
    "Course",
    "Delay",
    "Fate",
    "Figures",
    "Line",
    "Purse",
    "figures",
    "run",
]
