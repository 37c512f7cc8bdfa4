"""Nobody hears more than so much in so many hours, from all campaigns together.

Only helpful and marketing messages are counted and held, on every channel; emergencies and what
the contract asks for are neither. Some laws cap texts themselves (Florida: three in 24 hours).
"""

import datetime as dt
from collections.abc import Iterable

from messaging.policy.facts import OPTIONAL, TEXTS, Cap, Facts, Sent
from messaging.policy.law import laws_in
from messaging.policy.verdict import Allow, Verdict, Wait, join_all

A_DAY = 24


def gate(facts: Facts) -> Verdict:
    if facts.purpose not in OPTIONAL:
        return Allow()
    counted = [sent for sent in facts.recent if sent.purpose in OPTIONAL]
    own = [_within(cap, counted, facts.now) for cap in facts.caps]
    return join_all([*own, *_by_law(facts, counted)])


def _by_law(facts: Facts, counted: list[Sent]) -> Iterable[Verdict]:
    if facts.channel not in TEXTS:
        return
    texts = [sent for sent in counted if sent.channel in TEXTS]
    for law in laws_in(facts.places, facts.now.date()):
        if law.most_in_24_hours:
            yield _within(Cap(law.most_in_24_hours, A_DAY), texts, facts.now, f" ({law.source})")


def _within(cap: Cap, counted: list[Sent], now: dt.datetime, source: str = "") -> Verdict:
    """Wait until so many have fallen out of the window that one more is within the cap."""
    if cap.most < 1:
        return Wait("your cap lets nothing through")
    window = dt.timedelta(hours=cap.hours)
    falls_out = sorted(sent.at + window for sent in counted if sent.at + window > now)
    if len(falls_out) < cap.most:
        return Allow()
    had = f"they have had {len(falls_out)} messages in {_span(cap.hours)}"
    return Wait(had + source, falls_out[-cap.most])


def _span(hours: int) -> str:
    days, rest = divmod(hours, A_DAY)
    return f"{hours} hours" if rest or days == 1 else f"{days} days"
