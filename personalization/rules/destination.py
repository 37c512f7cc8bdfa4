"""A wedding far from home is about the journey, too."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from wedsync.lib.worded import worded

STRENGTH = 50

WHY = {
    "abroad": worded("Their venue is in another country."),
    "far": worded("Their venue is hours away by the clock."),
}


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if why := WHY.get(facts.destination):
        yield Adjustment("place", "away", why)
        yield Adjustment(
            "lead", "logistics", worded("{why} Travel has to be settled first.", why=why)
        )
    elif facts.destination == "home":
        yield Adjustment("place", "home", worded("Their venue is in your own country."))
