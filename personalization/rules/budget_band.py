"""What they plan to spend chooses a tone and an offer. It is never said, here or in a message."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from wedsync.lib.worded import worded

STRENGTH = 40


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if facts.budget_band == "low":
        yield Adjustment(
            "offer", "weekday", worded("Another day of the week may suit their plans.")
        )
    elif facts.budget_band == "luxury":
        yield Adjustment(
            "offer", "bespoke", worded("Something made for them alone suits their plans.")
        )
        yield Adjustment("tone", "formal", worded("It goes with the wedding they plan."))
