"""Who hears how much, planned a week ahead: the less important makes room. Pure."""

from campaigns.caps.capacity import Load, capacity_of, rate
from campaigns.caps.item import Fate, Item, Left, OnExceed, Placed, Rule
from campaigns.caps.looking_back import would_hold
from campaigns.caps.order import rank
from campaigns.caps.plan import plan
from campaigns.caps.sentence import sentence

__all__ = [
    "Fate",
    "Item",
    "Left",
    "Load",
    "OnExceed",
    "Placed",
    "Rule",
    "capacity_of",
    "plan",
    "rank",
    "rate",
    "sentence",
    "would_hold",
]
