"""What somebody still has to approve waits for them; who sends an emergency has approved it."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Verdict, Wait
from wedsync.lib.worded import worded


def gate(facts: Facts) -> Verdict:
    if facts.purpose is Purpose.EMERGENCY:
        return Allow()
    if facts.awaits_approval:
        return Wait(worded("it waits for your approval"))
    if facts.words_wait:
        return Wait(worded("what its template says waits to be approved"))
    return Allow()
