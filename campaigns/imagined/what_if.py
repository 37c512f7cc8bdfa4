"""One message, one change: what would the gates have said, and when would it have left?"""

import datetime as dt
from dataclasses import replace

from campaigns.simulation import Rules
from messaging.models import Decision
from messaging.policy.facts import Facts
from messaging.policy.judge import Judgement, judge
from messaging.policy.plain import from_plain
from messaging.policy.verdict import Allow, Block, Wait

MOST = 100  # waits behind each other


def what_if(decision: Decision, rules: Rules) -> Judgement:
    """By the facts it was made on. Nothing is written."""
    return judge(rules.over(from_plain(decision.facts)))


def looked_at(decision: Decision) -> dt.datetime:
    return from_plain(decision.facts).now


def leaves_at(decision: Decision, rules: Rules) -> dt.datetime | None:
    """When it could leave if nothing else changed: wait after wait. None: not by itself."""
    facts = rules.over(from_plain(decision.facts))
    for _ in range(MOST):
        match judge(facts).verdict:
            case Allow():
                return facts.now
            case Wait(until=None) | Block():
                return None
            case Wait(until=until):
                facts = _at(facts, until)
    return None


def _at(facts: Facts, until: dt.datetime | None) -> Facts:
    assert until is not None  # noqa: S101 -- for the type checker
    return replace(facts, now=until)
