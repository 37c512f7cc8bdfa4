"""A message that costs more than the budget has left waits for the next budget or a higher one.

Helpful and marketing messages alike, or the figure would be no limit. What the contract asks for
and emergencies are spared: they go out and show as overspent. What costs nothing always goes;
what has no known price, as long as anything is left.
"""

from messaging.policy.facts import OPTIONAL, Facts
from messaging.policy.verdict import Allow, Verdict, Wait
from wedsync.lib.worded import worded


def gate(facts: Facts) -> Verdict:
    if facts.purpose not in OPTIONAL or _covered(facts):
        return Allow()
    return Wait(
        worded("the {channel} budget is used up", channel=facts.channel), facts.budget_renews_at
    )


def _covered(facts: Facts) -> bool:
    left, renews = facts.budget_left_micros, facts.budget_renews_at
    if left is None or (renews is not None and renews <= facts.now):
        return True
    if facts.cost_micros is None:
        return left > 0
    return facts.cost_micros <= max(left, 0)
