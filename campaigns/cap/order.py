"""Who goes first where not everything fits."""

import datetime as dt

from campaigns.cap.item import NEVER, Item
from messaging.policy.facts import Purpose

CLASSES = (Purpose.EMERGENCY, Purpose.CONTRACTUAL, Purpose.HELPFUL, Purpose.MARKETING)


def rank(item: Item) -> tuple[int, int, dt.datetime, dt.datetime, str]:
    """Its class, then timelines before campaigns, then whose end is nearest, then who was planned
    first; the key breaks ties.

    The slack of a message is what is left from now until its end: the same order.
    """
    return CLASSES.index(item.purpose), item.source, item.last or NEVER, item.wish, str(item.key)
