"""An address that bounced, complained or unsubscribed gets nothing. Spares nobody."""

from messaging.policy.facts import Facts
from messaging.policy.verdict import Allow, Block, Verdict
from wedsync.lib.worded import worded


def gate(facts: Facts) -> Verdict:
    if facts.suppressed:
        return Block(
            worded("this address gets no more messages: {reason}", reason=facts.suppressed)
        )
    return Allow()
