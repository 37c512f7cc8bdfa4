"""One message, one change: what would the gates have said?"""

from campaigns.simulation import Rules
from messaging.models import Decision
from messaging.policy.judge import Judgement, judge
from messaging.policy.plain import from_plain


def what_if(decision: Decision, rules: Rules) -> Judgement:
    """By the facts it was made on. Nothing is written."""
    return judge(rules.over(from_plain(decision.facts)))
