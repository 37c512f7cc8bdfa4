"""In the vendor's peak season, marketing that invites replies waits, but for the share it keeps.

A vendor who shoots every weekend can't answer. Everything that isn't marketing, or asks nothing
back, is spared.
"""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Verdict, Wait
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Window, next_free


def gate(facts: Facts) -> Verdict:
    if facts.purpose is not Purpose.MARKETING or not facts.invites_reply:
        return Allow()
    if facts.lot < facts.peak_keep:
        return Allow()
    until = next_free(facts.now, (Window(*each) for each in facts.peak))
    reason = worded("it invites replies in your peak season")
    return Wait(reason, until) if until > facts.now else Allow()
