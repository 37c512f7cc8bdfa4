"""Whose rule a gate keeps, and what somebody can do about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from wedsync.lib.worded import worded


@dataclass(frozen=True)
class Rule:
    """`owner` is who set it, `fix` what mends it, as sentences; both "" where nobody can say."""

    owner: str = ""
    fix: str = ""


NONE = Rule()
RULES: Mapping[str, Rule] = {
    "address": Rule(worded("Nobody's rule."), worded("Add or correct their address.")),
    "approval": Rule(
        worded("Your rule."), worded("Approve it, or on its page what the template says.")
    ),
    "budget": Rule(worded("Your budget."), worded("Raise it, or wait for the next month.")),
    "consent": Rule(worded("Their choice."), worded("Only they can say yes: ask them by hand.")),
    "expiry": Rule(worded("Your deadline."), worded("Write them yourself if it still matters.")),
    "frequency": Rule(
        worded("Your cap, or the law's."), worded("It goes by itself, or allow more in a week.")
    ),
    "held_out": Rule(worded("Your hold-out."), worded("Set it to 0 % in the next campaign.")),
    "life": Rule(
        worded("The wedding's state."), worded("Set the wedding to booked if it goes on.")
    ),
    "missing_content": Rule(
        worded("Your template."), worded("Fill in the field, or give it a fallback.")
    ),
    "peak_season": Rule(
        worded("Your peak season."), worded("Keep more of your marketing in it, or wait.")
    ),
    "quiet_hours": Rule(
        worded("Your quiet hours, or the law's."), worded("It goes by itself when they end.")
    ),
    "saturday": Rule(worded("Your Saturday blanket."), worded("It goes by itself on Sunday.")),
    "suppression": Rule(
        worded("Their mail server's or theirs."), worded("Ask them for another address.")
    ),
    "switched_off": Rule(
        worded("WedSync switched it off."), worded("It goes by itself once it is on again.")
    ),
    "vendor_paused": Rule(worded("You paused all sending."), worded("Resume it in the settings.")),
    "wedding_day": Rule(worded("Their wedding day."), worded("It goes by itself afterwards.")),
    "whatsapp_window": Rule(
        worded("WhatsApp's rule."), worded("Use a template it approved, or another channel.")
    ),
}


def rule_of(gate: str) -> Rule:
    return RULES.get(gate, NONE)
