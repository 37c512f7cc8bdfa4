"""Whose rule a gate keeps, and what somebody can do about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`owner` is who set it, `fix` what mends it, as sentences; both "" where nobody can say."""

    owner: str = ""
    fix: str = ""


NONE = Rule()
RULES: Mapping[str, Rule] = {
    "address": Rule("Nobody's rule.", "Add or correct their address."),
    "approval": Rule("Your rule.", "Approve it, or on its page what the template says."),
    "budget": Rule("Your budget.", "Raise it, or wait for the next month."),
    "consent": Rule("Their choice.", "Only they can say yes: ask them by hand."),
    "expiry": Rule("Your deadline.", "Write them yourself if it still matters."),
    "frequency": Rule("Your cap, or the law's.", "It goes by itself, or allow more in a week."),
    "held_out": Rule("Your hold-out.", "Set it to 0 % in the next campaign."),
    "life": Rule("The wedding's state.", "Set the wedding to booked if it goes on."),
    "missing_content": Rule("Your template.", "Fill in the field, or give it a fallback."),
    "peak_season": Rule("Your peak season.", "Keep more of your marketing in it, or wait."),
    "quiet_hours": Rule("Your quiet hours, or the law's.", "It goes by itself when they end."),
    "saturday": Rule("Your Saturday blanket.", "It goes by itself on Sunday."),
    "suppression": Rule("Their mail server's or theirs.", "Ask them for another address."),
    "switched_off": Rule("WedSync switched it off.", "It goes by itself once it is on again."),
    "vendor_paused": Rule("You paused all sending.", "Resume it in the settings."),
    "wedding_day": Rule("Their wedding day.", "It goes by itself afterwards."),
    "whatsapp_window": Rule("WhatsApp's rule.", "Use a template it approved, or another channel."),
}


def rule_of(gate: str) -> Rule:
    return RULES.get(gate, NONE)
