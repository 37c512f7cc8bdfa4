"""Why a message went, waits or never will: what the gates saw and said, as sentences. Pure."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import ZoneInfo

Mark = Literal["yes", "wait", "no", "note"]
MARKS: dict[str, Mark] = {"wait": "wait", "block": "no"}
MARKETING, EMERGENCY = "marketing", "emergency"


@dataclass(frozen=True)
class Line:
    """One sentence, its mark, and the gate it comes from ("" for what no gate said)."""

    mark: Mark
    text: str
    gate: str = ""


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
        sentence += f": held until {spoken(dt.datetime.fromisoformat(until), zone)}"
    return Line(MARKS.get(said["said"], "note"), f"{sentence}.", said["gate"])


def _address(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    return f"There is an address for {facts['channel']}."


def _consent(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts["consent"] == "granted":
        return f"They said yes to {facts['purpose']} messages by {facts['channel']}."
    return f"This {facts['purpose']} message needs no yes of its own, and nobody said no."


def _suppression(_facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    return "The address has not bounced, and nobody complained from it."


def _life(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    words = {"booked": "booked", "completed": "over", "inquiry": "an inquiry so far"}
    return f"Their wedding is {words[facts['life']]}." if facts["life"] in words else ""


def _wedding_day(facts: Mapping[str, Any], _zone: ZoneInfo) -> str:
    if facts["purpose"] == EMERGENCY:
        return "An emergency may reach them on their wedding day."
    return "It is not their wedding day, nor the hours around it." if facts["protected"] else ""


def _expiry(facts: Mapping[str, Any], zone: ZoneInfo) -> str:
    if not facts["expires_at"]:
        return ""
    return f"In time: of use until {spoken(dt.datetime.fromisoformat(facts['expires_at']), zone)}."


IN_ORDER: dict[str, Callable[[Mapping[str, Any], ZoneInfo], str]] = {
    "consent": _consent,
    "wedding_day": _wedding_day,
    "life": _life,
    "address": _address,
    "suppression": _suppression,
    "expiry": _expiry,
}
