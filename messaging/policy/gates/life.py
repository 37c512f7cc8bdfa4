"""A cancelled wedding hears only what a person sends on purpose; a postponed one waits."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict, Wait

ON_PURPOSE = frozenset({Purpose.EMERGENCY, Purpose.CONTRACTUAL})


def gate(facts: Facts) -> Verdict:
    if facts.purpose in ON_PURPOSE:
        return Allow()
    if facts.life == "cancelled":
        return Block("the wedding was cancelled", end="cancelled")
    if facts.life == "postponed":
        return Wait("the wedding is postponed and has no new date yet")
    return Allow()
