"""A wedding far from home is about the journey, too."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts

STRENGTH = 50

WHY = {
    "abroad": "Their venue is in another country.",
    "far": "Their venue is hours away by the clock.",
}


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if why := WHY.get(facts.destination):
        yield Adjustment("place", "away", why)
        yield Adjustment("lead", "logistics", f"{why} Travel has to be settled first.")
    elif facts.destination == "home":
        yield Adjustment("place", "home", "Their venue is in your own country.")
