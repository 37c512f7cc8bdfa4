"""An elopement and a wedding of three hundred are not the same kind of day."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from personalization.bands import CIRCLES
from wedsync.lib.worded import worded

STRENGTH = 20

WHY = {
    "intimate": worded("It is a small circle: speak of the people."),
    "classic": worded("It is a wedding of the usual size."),
    "grand": worded("With so many guests it is the plan that counts."),
}
FIRST = {"intimate": "people", "grand": "logistics"}


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    kind = CIRCLES.get(facts.guest_band)
    if kind is None:
        return
    yield Adjustment("band", kind, WHY[kind])
    if first := FIRST.get(kind):
        yield Adjustment("lead", first, WHY[kind])
