"""In the vendor's busy months time is short; outside of them there is more to give."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from wedsync.lib.worded import worded

STRENGTH = 30


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if facts.season == "peak":
        yield Adjustment(
            "offer", "early", worded("They marry in your peak season: dates go early.")
        )
    elif facts.season == "off_peak":
        yield Adjustment(
            "offer", "extra", worded("They marry outside your peak season: you have time.")
        )
