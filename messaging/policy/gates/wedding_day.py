"""On a wedding's own local days, padded by the vendor's hours, only emergencies pass."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Verdict, Wait


def gate(facts: Facts) -> Verdict:
    if facts.purpose is Purpose.EMERGENCY:
        return Allow()
    ends = [end for start, end in facts.protected if start <= facts.now < end]
    return Wait("their wedding day", max(ends)) if ends else Allow()
