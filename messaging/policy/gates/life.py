"""A wedding that is off hears only what a person sends on purpose; one without a date waits."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict, Wait

ON_PURPOSE = frozenset({Purpose.EMERGENCY, Purpose.CONTRACTUAL})
OFF = {
    "cancelled": "the wedding was cancelled",
    "separated": "the couple has separated",
    "bereaved": "somebody has died",
}


def gate(facts: Facts) -> Verdict:
    if facts.purpose in ON_PURPOSE:
        return Allow()
    if facts.life in OFF:
        return Block(OFF[facts.life], end="cancelled")
    if facts.life == "postponed" and not facts.new_date:
        return Wait("the wedding is postponed and has no new date yet")
    return Allow()
