"""Where the wedding stands decides what comes first, and whether anything may be offered at all.

The strongest rule: on the day itself, and in the month before it, everything else gives way.
"""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from wedsync.lib.worded import worded

STRENGTH = 90


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    match facts.stage:
        case "planning":
            yield Adjustment(
                "lead", "inspiration", worded("They are still planning: ideas come first.")
            )
        case "upcoming":
            yield Adjustment(
                "lead", "logistics", worded("It is their last month: what to do comes first.")
            )
            yield Adjustment(
                "offer", "none", worded("In the last month nothing is offered to them.")
            )
        case "day_of":
            yield Adjustment(
                "tone", "brief", worded("It is their wedding day: only what matters, briefly.")
            )
            yield Adjustment(
                "lead", "logistics", worded("On the day itself what to do comes first.")
            )
            yield Adjustment(
                "offer", "none", worded("On their wedding day nothing is offered to them.")
            )
        case "post_wedding":
            yield Adjustment(
                "lead", "memories", worded("Their wedding is over: memories come first.")
            )
        case _:
            return
