"""When somebody is likely to act on a message: learned from few signals, bounded by rules. Pure.

A couple gets perhaps thirty messages in a year, so nobody has data of their own to speak of.
Each level (person, vendor, kind of vendor and role, the default) therefore only bends the shape
of the one above it, by as much as it has seen; who has seen nothing gets the parent's answer.
"""

from personalization.send_time.choose import SENTENCES, Choice, Lot, Reason, choose
from personalization.send_time.feasible import without
from personalization.send_time.habit import UNSEEN, Habit, Signal, habit_of, together
from personalization.send_time.ladder import Ladder, Level
from personalization.send_time.pool import Key, Pool, pooled
from personalization.send_time.week import HOURS, hour_of_week

__all__ = [
    "HOURS",
    "SENTENCES",
    "UNSEEN",
    "Choice",
    "Habit",
    "Key",
    "Ladder",
    "Level",
    "Lot",
    "Pool",
    "Reason",
    "Signal",
    "choose",
    "habit_of",
    "hour_of_week",
    "pooled",
    "together",
    "without",
]
