"""Nobody hears more than so much in so many hours, from all campaigns together.

The last guard: what is planned was spread by the same caps a week ahead. Emergencies are never
counted nor held, what the contract asks for only by the day, and never past its end. Some laws cap
texts themselves (Florida: three in 24 hours).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from messaging.policy.caps import A_DAY, AT_ONCE, Scope, counts, free_from, occasions
from messaging.policy.facts import OPTIONAL, TEXTS, Cap, Facts, Purpose, Sent
from messaging.policy.hours import known_zones
from messaging.policy.law import laws_in
from messaging.policy.verdict import Allow, Verdict, Wait, join_all
from wedsync.lib.worded import worded

CALENDARS = {"day": worded("day"), "week": worded("week"), "month": worded("month")}


def gate(facts: Facts) -> Verdict:
    said = _at(facts)
    if isinstance(said, Wait) and said.until:
        said = replace(said, until=_free_from(said.until, facts))
    return Allow() if _too_late(said, facts) else said


def _at(facts: Facts) -> Verdict:
    """What its caps and the law's say at this very instant."""
    own = [_within(cap, facts) for cap in facts.caps if counts(cap, facts.purpose, facts.channel)]
    return join_all([*own, *_by_law(facts)])


def _free_from(until: dt.datetime, facts: Facts) -> dt.datetime:
    """The first end of a wait at which none follows: what others had may count only by then."""
    while isinstance(said := _at(replace(facts, now=until)), Wait) and said.until:
        until = said.until
    return until


def _by_law(facts: Facts) -> Iterable[Verdict]:
    if facts.channel not in TEXTS or facts.purpose not in OPTIONAL:
        return
    for law in laws_in(facts.places, facts.now.date()):
        if law.most_in_24_hours:
            cap = Cap(law.most_in_24_hours, A_DAY, channels=tuple(TEXTS))
            yield _within(cap, facts, law.source)


def _within(cap: Cap, facts: Facts, source: str = "") -> Verdict:
    """Wait until so many have fallen out of the window that one more is within the cap."""
    if cap.most < 1:
        return Wait(worded("your cap lets nothing through"))
    had = sorted(sent.at for sent in facts.recent if _counted(cap, sent, facts))
    if cap.scope == Scope.COUPLE:
        had = occasions(had)
    ends = [free_from(cap, had, facts.now, zone) for zone in known_zones(facts.zones)]
    until = max((end for end in ends if end), default=None)
    if until is None:
        return Allow()
    reason = _had(cap, had, facts.now)
    said = worded("{reason} ({source})", reason=reason, source=source) if source else reason
    return Wait(said, until)


def _counted(cap: Cap, sent: Sent, facts: Facts) -> bool:
    if not counts(cap, sent.purpose, sent.channel):
        return False
    if cap.scope == Scope.CHANNEL and sent.channel != facts.channel:
        return False
    if sent.own:
        return True
    return cap.scope == Scope.COUPLE and facts.now - sent.at >= AT_ONCE


def _had(cap: Cap, had: Sequence[dt.datetime], now: dt.datetime) -> str:
    if cap.per:
        return worded(
            "your cap of {most} a {per} is reached", most=cap.most, per=CALENDARS[cap.per]
        )
    since = now - dt.timedelta(hours=cap.hours)
    return worded(
        "they have had {count} messages in {span}",
        count=sum(at > since for at in had),
        span=_span(cap.hours),
    )


def _too_late(said: Verdict, facts: Facts) -> bool:
    """What the contract asks for may be moved and is never dropped."""
    if facts.purpose is not Purpose.CONTRACTUAL or facts.expires_at is None:
        return False
    return isinstance(said, Wait) and (said.until is None or said.until >= facts.expires_at)


def _span(hours: int) -> str:
    days, rest = divmod(hours, A_DAY)
    if rest or days == 1:
        return worded("{count} hours", count=hours)
    return worded("{count} days", count=days)
