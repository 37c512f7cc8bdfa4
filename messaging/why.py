"""Why a message went, waits or never will: what the gates saw and said, as sentences. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import ZoneInfo

from messaging.policy.facts import OPTIONAL, RINGING, Purpose
from messaging.policy.hours import known_zones
from messaging.policy.plain import objection
from messaging.policy.verdict import Verdict
from messaging.rules import NONE, Rule, rule_of
from wedsync.lib.worded import worded

Mark = Literal["yes", "wait", "no", "note"]
MARKS: dict[str, Mark] = {"wait": "wait", "block": "no"}
LOOKED_FURTHER = "law"  # Decisions from before this fact say nothing about the younger gates


@dataclass(frozen=True)
class Line:
    """One sentence, its mark, and the gate it comes from ("" for what no gate said)."""

    mark: Mark
    text: str
    gate: str = ""

    @property
    def rule(self) -> Rule:
        """Whose rule stands in the way and what mends it; of what is in order, nothing."""
        return rule_of(self.gate) if self.mark in {"wait", "no"} else NONE


def why(
    facts: Mapping[str, Any], objections: Sequence[Mapping[str, str]], zone: ZoneInfo
) -> tuple[Line, ...]:
    """From a stored Decision: the objections first, then what was in order.

    A gate that is not known here still speaks through its objection's own reason.
    """
    said = tuple(_objection(one, zone) for one in objections)
    objecting = {one["gate"] for one in objections}
    in_order = (
        Line("yes", sentence, gate)
        for gate, say in IN_ORDER.items()
        if gate not in objecting and (sentence := say(facts, zone))
    )
    return (*said, *in_order)


def objected(objections: Iterable[tuple[str, Verdict]], zone: ZoneInfo) -> tuple[Line, ...]:
    """What gates say of a message that is only supposed, in the words of a decision."""
    return tuple(_objection(objection(gate, said), zone) for gate, said in objections)


def wording(made: Mapping[str, Any]) -> tuple[Line, ...]:
    """Why it says what it says, from what was kept of it; nothing of what is older than that."""
    return tuple(_rule(reason) for reason in made.get("rules", ()))


def _rule(reason: Mapping[str, Any]) -> Line:
    """A rule that another one overruled says so."""
    if reason.get("beaten"):
        return Line(
            "note",
            worded(
                "{reason}: but something else counts more here.",
                reason=reason["reason"].rstrip("."),
            ),
        )
    return Line("yes", reason["reason"])


def spoken(instant: dt.datetime, zone: ZoneInfo) -> str:
    """`Sun 20 Jun 2027, 12:00 PDT`: an instant where somebody lives, with the zone's name."""
    local = instant.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M} {zone_name(instant, zone)}"


def zone_name(instant: dt.datetime, zone: ZoneInfo) -> str:
    """`PDT`, or `Sao Paulo time` where people use no letters for it."""
    letters = instant.astimezone(zone).tzname() or ""
    if letters.isalpha():
        return letters
    return f"{zone.key.rpartition('/')[2].replace('_', ' ')} time"


def _objection(said: Mapping[str, str], zone: ZoneInfo) -> Line:
    sentence = said["reason"][:1].upper() + said["reason"][1:]
    if until := said.get("until"):
        moment = spoken(_instant(until), zone)
        sentence = worded("{reason}: held until {moment}", reason=sentence, moment=moment)
    return Line(MARKS.get(said["said"], "note"), f"{sentence}.", said["gate"])


def _address(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    return worded("There is an address for {channel}.", channel=facts["channel"])


def _consent(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts["consent"] == "granted":
        return worded(
            "They said yes to {purpose} messages by {channel}.",
            purpose=facts["purpose"],
            channel=facts["channel"],
        )
    return worded(
        "This {purpose} message needs no yes of its own, and nobody said no.",
        purpose=facts["purpose"],
    )


def _suppression(_facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    return worded("The address has not bounced, and nobody complained from it.")


def _life(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    words = {
        "booked": worded("booked"),
        "completed": worded("over"),
        "inquiry": worded("an inquiry so far"),
    }
    if facts.get("new_date"):
        return worded("Their wedding was postponed, and its new day is known.")
    return (
        worded("Their wedding is {life}.", life=words[facts["life"]])
        if facts["life"] in words
        else ""
    )


def _wedding_day(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts["purpose"] == Purpose.EMERGENCY:
        return worded("An emergency may reach them on their wedding day.")
    return (
        worded("It is not their wedding day, nor the hours around it.")
        if facts["protected"]
        else ""
    )


def _expiry(facts: Mapping[str, Any], zone: ZoneInfo) -> str:
    if not facts["expires_at"]:
        return ""
    return worded(
        "In time: of use until {moment}.", moment=spoken(_instant(facts["expires_at"]), zone)
    )


def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _quiet_hours(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts["channel"] not in RINGING:
        return ""
    if facts["purpose"] == Purpose.EMERGENCY:
        return worded("An emergency may ring at any hour.")
    now = _instant(facts["now"])
    clocks = {f"{now.astimezone(zone):%H:%M}" for zone in known_zones(facts.get("zones", ()))}
    return worded(
        "It is {clocks} where they are, and no quiet hours there.",
        clocks=" or ".join(sorted(clocks)),
    )


def _saturday(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if not facts.get("saturday_blanket"):
        return ""
    if facts["purpose"] == Purpose.EMERGENCY:
        return worded("An emergency may reach them on a Saturday.")
    return worded("It is not Saturday where they are.")


def _frequency(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if not facts.get("caps") or facts["purpose"] not in OPTIONAL:
        return ""
    had = sum(purpose in OPTIONAL for _, purpose, *_ in facts.get("recent", ()))
    if not had:
        return worded("They have had no messages lately, within your cap.")
    if had == 1:
        return worded("They have had 1 message lately, within your cap.")
    return worded("They have had {count} messages lately, within your cap.", count=had)


def _budget(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts.get("budget_left_micros") is None:
        return ""
    if facts["purpose"] not in OPTIONAL:
        return worded("It goes out whatever the budget has left.")
    return worded("The {channel} budget covers it.", channel=facts["channel"])


def _peak_season(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if not (facts.get("peak") and facts.get("invites_reply")):
        return ""
    now = _instant(facts["now"])
    if any(_instant(start) <= now < _instant(end) for start, end in facts["peak"]):
        return worded("It is among what you keep sending in your peak season.")
    return worded("It is not your peak season.")


def _whatsapp_window(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts["channel"] != "whatsapp":
        return ""
    until = facts.get("window_until")
    if until and _instant(until) > _instant(facts["now"]):
        return worded("They wrote within the last 24 hours, so it may be in your own words.")
    return worded("WhatsApp has approved its template.")


def _missing_content(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    return worded("It has something to say for every field.") if LOOKED_FURTHER in facts else ""


def _approval(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    return worded("It waits for nobody's approval.") if LOOKED_FURTHER in facts else ""


def _held_out(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts.get("held_out"):
        return worded("Held out of the comparison, but this is nothing anybody may be held out of.")
    return ""


def _vendor_paused(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    return "" if facts.get("vendor_paused") else worded("Your sending is not paused.")


def _switched_off(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts.get("switched_off"):
        return "Switched off by WedSync, but an emergency leaves all the same."
    return ""


IN_ORDER: dict[str, Callable[[Mapping[str, Any], ZoneInfo], str]] = {
    "consent": _consent,
    "wedding_day": _wedding_day,
    "saturday": _saturday,
    "life": _life,
    "address": _address,
    "suppression": _suppression,
    "quiet_hours": _quiet_hours,
    "frequency": _frequency,
    "budget": _budget,
    "peak_season": _peak_season,
    "whatsapp_window": _whatsapp_window,
    "missing_content": _missing_content,
    "approval": _approval,
    "held_out": _held_out,
    "vendor_paused": _vendor_paused,
    "switched_off": _switched_off,
    "expiry": _expiry,
}
