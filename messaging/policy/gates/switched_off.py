"""What WedSync's operators have switched off, for this vendor or everybody; emergencies leave."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Verdict, Wait


def gate(facts: Facts) -> Verdict:
    if facts.switched_off and facts.purpose is not Purpose.EMERGENCY:
        return Wait(f"switched off by WedSync for now ({facts.switched_off})"[:200])
    return Allow()
