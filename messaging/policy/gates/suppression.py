"""An address that bounced, complained or unsubscribed gets nothing. Spares nobody."""

from messaging.policy.facts import Facts
from messaging.policy.verdict import Allow, Block, Verdict


def gate(facts: Facts) -> Verdict:
    if facts.suppressed:
        return Block(f"this address gets no more messages: {facts.suppressed}")
    return Allow()
