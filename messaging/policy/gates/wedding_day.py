"""On a wedding's own local days, padded by the vendor's hours, only emergencies pass."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Verdict, Wait
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Window, next_free


def gate(facts: Facts) -> Verdict:
    if facts.purpose is Purpose.EMERGENCY or not facts.protected:
        return Allow()
    until = next_free(facts.now, (Window(*each) for each in facts.protected))
    return Wait(worded("their wedding day"), until) if until > facts.now else Allow()
