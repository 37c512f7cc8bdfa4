"""What a caterer has to settle first is not what a florist would show first."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from wedsync.lib.worded import worded

STRENGTH = 10

LOGISTICS = frozenset({"venue", "caterer", "planner", "officiant"})
INSPIRATION = frozenset({"photographer", "videographer", "florist", "music", "beauty", "cake"})


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if facts.vendor_type in LOGISTICS:
        yield Adjustment(
            "lead", "logistics", worded("In your trade what is to be settled comes first.")
        )
    elif facts.vendor_type in INSPIRATION:
        yield Adjustment("lead", "inspiration", worded("In your trade ideas come first."))
