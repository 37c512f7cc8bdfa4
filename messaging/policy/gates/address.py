"""Without an address a message waits for somebody to add one; an emergency must not wait."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict, Wait


def gate(facts: Facts) -> Verdict:
    if facts.address:
        return Allow()
    reason = f"no address for {facts.channel}"
    if facts.purpose is Purpose.EMERGENCY:
        return Block(reason, end="cancelled")
    return Wait(reason)
