"""Who goes first where not everything fits."""

import datetime as dt

from campaigns.cap.item import Item
from messaging.policy.facts import Purpose

CLASSES = (Purpose.EMERGENCY, Purpose.CONTRACTUAL, Purpose.HELPFUL, Purpose.MARKETING)
NO_END = dt.datetime.max.replace(tzinfo=dt.UTC)


def rank(item: Item) -> tuple[int, int, dt.datetime, dt.datetime, str]:
    """Its class, then timelines before campaigns, then whose end is nearest, then who was planned
    first; the key breaks ties.

    The slack of a message is what is left from now until its end: the same order.
    """
    return CLASSES.index(item.purpose), item.source, item.last or NO_END, item.wish, str(item.key)
