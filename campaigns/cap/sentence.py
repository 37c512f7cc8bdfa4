"""A rule as somebody says it."""

from collections.abc import Sequence

from campaigns.cap.item import OnExceed, Rule
from messaging.policy.caps import A_DAY, Scope
from messaging.policy.facts import Cap

WHOSE = {
    Scope.PERSON: "to one person",
    Scope.COUPLE: "to everybody of one couple together",
    Scope.CHANNEL: "to one person on each channel",
}
THEN = {
    OnExceed.MOVE: "one more moves to the next free day",
    OnExceed.ASK: "about one more you are asked",
    OnExceed.SKIP: "one more is left out",
}


def sentence(rule: Rule, channels: Sequence[str] = ()) -> str:
    """`channels`: how those of the cap are called, where it is about some only."""
    cap = rule.cap
    what = f"{_joined(cap.purposes)} {'message' if cap.most == 1 else 'messages'}"
    by = f" by {_joined(channels)}" if channels else ""
    most = f"At most {cap.most} {what}{by} {WHOSE[Scope(cap.scope)]} {_span(cap)}"
    return f"{most}; {THEN[rule.on_exceed]}."


def _span(cap: Cap) -> str:
    if cap.per:
        return f"in a calendar {cap.per}"
    days = cap.hours // A_DAY
    return "in any 24 hours" if days <= 1 else f"in any {days} days"


def _joined(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
