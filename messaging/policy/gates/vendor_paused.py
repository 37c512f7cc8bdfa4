"""A vendor that paused everything sends nothing but emergencies."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Verdict, Wait
from wedsync.lib.worded import worded


def gate(facts: Facts) -> Verdict:
    if facts.vendor_paused and facts.purpose is not Purpose.EMERGENCY:
        return Wait(worded("you have paused all sending"))
    return Allow()
