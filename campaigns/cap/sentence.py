"""A rule as somebody says it."""

from collections.abc import Sequence

from campaigns.cap.item import OnExceed, Rule
from messaging.policy.caps import A_DAY, Scope
from messaging.policy.facts import Cap
from wedsync.lib.worded import worded

WHOSE = {
    Scope.PERSON: worded("At most {many} to one person {span}; {then}."),
    Scope.COUPLE: worded("At most {many} to everybody of one couple together {span}; {then}."),
    Scope.CHANNEL: worded("At most {many} to one person on each channel {span}; {then}."),
}
THEN = {
    OnExceed.MOVE: worded("one more moves to the next free day"),
    OnExceed.ASK: worded("about one more you are asked"),
    OnExceed.SKIP: worded("one more is left out"),
}
MANY = {  # is it one, and are there channels
    (True, True): worded("{count} {what} message by {ways}"),
    (True, False): worded("{count} {what} message"),
    (False, True): worded("{count} {what} messages by {ways}"),
    (False, False): worded("{count} {what} messages"),
}
CALENDAR = {
    "day": worded("in a calendar day"),
    "week": worded("in a calendar week"),
    "month": worded("in a calendar month"),
}


def sentence(rule: Rule, channels: Sequence[str] = ()) -> str:
    """`channels`: how those of the cap are called, where it is about some only."""
    cap = rule.cap
    many, then = _many(cap, channels), THEN[rule.on_exceed]
    return WHOSE[Scope(cap.scope)].format(many=many, span=_span(cap), then=then)


def _many(cap: Cap, channels: Sequence[str]) -> str:
    said = {"count": cap.most, "what": _joined(cap.purposes), "ways": _joined(channels or [""])}
    return MANY[cap.most == 1, bool(channels)].format(**said)


def _span(cap: Cap) -> str:
    if cap.per:
        return CALENDAR[cap.per]
    days = cap.hours // A_DAY
    return worded("in any 24 hours") if days <= 1 else worded("in any {days} days", days=days)


def _joined(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
