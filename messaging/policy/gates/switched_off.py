"""What WedSync's operators have switched off, for this vendor or everybody; emergencies leave."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Verdict, Wait
from wedsync.lib.worded import worded


def gate(facts: Facts) -> Verdict:
    if facts.switched_off and facts.purpose is not Purpose.EMERGENCY:
        said = worded("switched off by WedSync for now ({reason})", reason=facts.switched_off)
        return Wait(said[:200])
    return Allow()
