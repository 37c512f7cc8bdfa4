"""Somebody who comes back is greeted as somebody who comes back."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts

STRENGTH = 60


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if facts.returning:
        yield Adjustment("known", "returning", "You have worked for them before.")
        yield Adjustment("offer", "loyalty", "They come back to you: that is worth a thank-you.")
        yield Adjustment("tone", "warm", "You know each other already.")
