"""Somebody who comes back is greeted as somebody who comes back."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from wedsync.lib.worded import worded

STRENGTH = 60


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if facts.returning:
        yield Adjustment("known", "returning", worded("You have worked for them before."))
        yield Adjustment(
            "offer", "loyalty", worded("They come back to you: that is worth a thank-you.")
        )
        yield Adjustment("tone", "warm", worded("You know each other already."))
