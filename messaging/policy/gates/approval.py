"""What somebody still has to approve waits for them; who sends an emergency has approved it."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Verdict, Wait


def gate(facts: Facts) -> Verdict:
    if facts.awaits_approval and facts.purpose is not Purpose.EMERGENCY:
        return Wait("it waits for your approval")
    return Allow()
