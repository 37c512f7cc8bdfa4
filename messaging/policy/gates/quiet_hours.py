"""Nothing rings in the vendor's quiet hours, nor sells by text when the law forbids it.

Texts (SMS, WhatsApp) and push keep the hours of vendor and person; e-mail and in-app ring
nowhere and are spared. The law's hours hold for texts that are helpful or marketing, since a
tip that names an offer sells. Emergencies are spared both, what the contract asks for the law's.
Every zone and every place the person may be in must allow it.
"""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from messaging.policy.facts import OPTIONAL, RINGING, TEXTS, Facts, Purpose
from messaging.policy.hours import Quiet, is_quiet, known_zones, next_allowed
from messaging.policy.law import VERSION, Rule, laws_in
from messaging.policy.verdict import Allow, Verdict, Wait
from wedsync.lib.worded import worded

NEVER = worded("no hour is allowed everywhere they may be: note where they live")


def gate(facts: Facts) -> Verdict:
    if facts.purpose is Purpose.EMERGENCY or facts.channel not in RINGING:
        return Allow()
    laws, zones = _laws(facts), known_zones(facts.zones)
    quiet = facts.hours + _closed(laws, facts.now)
    if not is_quiet(facts.now, zones, quiet):
        return Allow()
    until = next_allowed(facts.now, zones, quiet)
    return Wait(_reason(facts, laws, zones) if until else NEVER, until)


def _laws(facts: Facts) -> tuple[Rule, ...]:
    if facts.channel not in TEXTS or facts.purpose not in OPTIONAL:
        return ()
    return laws_in(facts.places, facts.now.date())


def _closed(laws: Iterable[Rule], now: dt.datetime) -> tuple[Quiet, ...]:
    return tuple(quiet for law in laws for quiet in law.quiet_around(now.date()))


def _reason(facts: Facts, laws: Iterable[Rule], zones: tuple[ZoneInfo, ...]) -> str:
    if is_quiet(facts.now, zones, facts.hours):
        return worded("quiet hours where they are")
    strict = [law for law in laws if is_quiet(facts.now, zones, _closed([law], facts.now))]
    return worded(
        "no selling by text at this hour in {place} (law as of {day})",
        place=strict[0].name,
        day=VERSION,
    )
