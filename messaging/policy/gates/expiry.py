"""A message that has outlived its use is not sent late. Spares nobody."""

from messaging.policy.facts import Facts
from messaging.policy.verdict import Allow, Block, Verdict
from wedsync.lib.worded import worded


def gate(facts: Facts) -> Verdict:
    if facts.expires_at is not None and facts.expires_at <= facts.now:
        return Block(worded("too late to be of use"), end="expired")
    return Allow()
