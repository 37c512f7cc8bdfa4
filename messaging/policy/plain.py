"""Facts as a Decision stores them, and back: what was judged can be judged again."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any

from messaging.policy.facts import Cap, Facts, Purpose, Sent
from messaging.policy.hours import Quiet
from messaging.policy.law import VERSION
from messaging.policy.shapes import EXAMPLES, fits
from messaging.policy.verdict import Allow, Verdict, Wait

FIELDS = fields(Facts)
DEFAULTS = tuple((field.name, field.default) for field in FIELDS)
# What every reader of a Decision may count on; the others are left out at their defaults.
ALWAYS = frozenset({"consent", "suppressed", "life", "protected", "expires_at", "vendor_paused"})
UNFIT = "(none)"  # an address that fits no channel that looks at its shape


def plain(facts: Facts) -> dict[str, Any]:
    """As JSON. Of the address only whether there was one, which is all that a gate looks at."""
    return {name: _plain(value) for name, value in told(facts).items()}


def told(facts: Facts) -> dict[str, Any]:
    """The same before instants and tuples are made plain: for a writer of JSON who knows them."""
    stored: dict[str, Any] = {"law": VERSION}
    for name, default in DEFAULTS:
        value = getattr(facts, name)
        if name in ALWAYS or value != default:
            stored[name] = value
    stored["address"] = bool(facts.address)
    if facts.address and not fits(facts.channel, facts.address):
        stored["unfit"] = True
    return stored


def objection(gate: str, said: Verdict) -> dict[str, str]:
    """What a gate said, as a Decision stores it."""
    until = said.until.isoformat() if isinstance(said, Wait) and said.until else ""
    reason = "" if isinstance(said, Allow) else said.reason
    return {"gate": gate, "said": type(said).__name__.lower(), "reason": reason, "until": until}


def from_plain(stored: Mapping[str, Any]) -> Facts:
    """The facts of a stored Decision; those it doesn't have, since it is older, are at default."""
    known = (field.name for field in FIELDS if field.name in stored)
    read = {name: _READ.get(name, _as_is)(stored[name]) for name in known}
    return Facts(**read | {"address": _address(stored)})


def _address(stored: Mapping[str, Any]) -> str:
    """One that the gates can't tell from the one there was."""
    if not stored["address"]:
        return ""
    return UNFIT if stored.get("unfit") else EXAMPLES.get(stored["channel"], UNFIT)


def _plain(value: Any) -> Any:
    match value:
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return value


def _as_is(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _instant(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _windows(pairs: list[list[str]]) -> tuple[tuple[dt.datetime, ...], ...]:
    return tuple(tuple(dt.datetime.fromisoformat(text) for text in pair) for pair in pairs)


def _hours(rows: list[list[Any]]) -> tuple[Quiet, ...]:
    return tuple(
        Quiet(
            dt.time.fromisoformat(start),
            dt.time.fromisoformat(end),
            tuple(weekdays),
            tuple(dt.date.fromisoformat(date) for date in dates),
        )
        for start, end, weekdays, dates in rows
    )


def _recent(rows: list[list[Any]]) -> tuple[Sent, ...]:
    return tuple(Sent(dt.datetime.fromisoformat(at), *rest) for at, *rest in rows)


def _caps(rows: list[list[Any]]) -> tuple[Cap, ...]:
    return tuple(Cap(*map(_as_is, row)) for row in rows)


_READ: dict[str, Callable[[Any], Any]] = {
    "now": _instant,
    "purpose": Purpose,
    "protected": _windows,
    "expires_at": _instant,
    "hours": _hours,
    "recent": _recent,
    "caps": _caps,
    "budget_renews_at": _instant,
    "peak": _windows,
    "window_until": _instant,
}
