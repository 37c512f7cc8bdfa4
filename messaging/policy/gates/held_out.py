"""Who is held out gets nothing, so that it can be measured whether such a message helps at all.

Helpful and marketing only; what the contract asks for and emergencies always go out.
"""

from messaging.policy.facts import OPTIONAL, Facts
from messaging.policy.verdict import Allow, Block, Verdict
from wedsync.lib.worded import worded

REASON = worded("held out, to measure whether this message helps")


def gate(facts: Facts) -> Verdict:
    if facts.held_out and facts.purpose in OPTIONAL:
        return Block(REASON, end="cancelled")
    return Allow()
