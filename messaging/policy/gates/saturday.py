"""With the Saturday blanket on, nothing but emergencies leaves on a Saturday where they may be.

An option of the vendor's, on every channel; the wedding's own days are protected without it.
"""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.hours import MIDNIGHT, Quiet, is_quiet, known_zones, next_allowed
from messaging.policy.verdict import Allow, Verdict, Wait
from wedsync.lib.worded import worded
from wedsync.weddings.calendar.protection import SATURDAY

SATURDAYS = (Quiet(MIDNIGHT, MIDNIGHT, (SATURDAY,)),)


def gate(facts: Facts) -> Verdict:
    if facts.purpose is Purpose.EMERGENCY or not facts.saturday_blanket:
        return Allow()
    zones = known_zones(facts.zones)
    if not is_quiet(facts.now, zones, SATURDAYS):
        return Allow()
    return Wait(worded("it is Saturday where they are"), next_allowed(facts.now, zones, SATURDAYS))
