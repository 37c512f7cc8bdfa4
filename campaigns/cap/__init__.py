"""Who hears how much, planned a week ahead: the less important makes room. Pure."""

from campaigns.cap.capacity import Load, capacity_of, rate
from campaigns.cap.item import Fate, Item, Left, OnExceed, Placed, Rule, Source
from campaigns.cap.looking_back import would_hold
from campaigns.cap.order import rank
from campaigns.cap.plan import plan
from campaigns.cap.sentence import sentence

__all__ = [
    "Fate",
    "Item",
    "Left",
    "Load",
    "OnExceed",
    "Placed",
    "Rule",
    "Source",
    "capacity_of",
    "plan",
    "rank",
    "rate",
    "sentence",
    "would_hold",
]
