"""A wedding that is off hears only what a person sends on purpose; one without a date waits."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict, Wait
from wedsync.lib.worded import worded

ON_PURPOSE = frozenset({Purpose.EMERGENCY, Purpose.CONTRACTUAL})
OFF = {
    "cancelled": worded("the wedding was cancelled"),
    "separated": worded("the couple has separated"),
    "bereaved": worded("somebody has died"),
}


def gate(facts: Facts) -> Verdict:
    if facts.purpose in ON_PURPOSE:
        return Allow()
    if facts.life in OFF:
        return Block(OFF[facts.life], end="cancelled")
    if facts.life == "postponed" and not facts.new_date:
        return Wait(worded("the wedding is postponed and has no new date yet"))
    return Allow()
