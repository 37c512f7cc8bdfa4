"""Who goes first where not everything fits."""

import datetime as dt

from campaigns.caps.item import Item
from messaging.policy.facts import Purpose

CLASSES = (Purpose.EMERGENCY, Purpose.CONTRACTUAL, Purpose.HELPFUL, Purpose.MARKETING)
NO_END = dt.timedelta.max


def rank(item: Item) -> tuple[int, dt.timedelta, dt.datetime, str]:
    """Its class, then who can be moved least, then who was planned first; the key breaks ties."""
    slack = item.last - item.wish if item.last else NO_END
    return CLASSES.index(item.purpose), slack, item.wish, str(item.key)
