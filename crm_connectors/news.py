"""Decides what becomes of one thing a connected system told us. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast
from uuid import UUID

from crm_connectors.cautious import Guard
from crm_connectors.gatherings import difference, rows_of
from crm_connectors.groups import EVENTS, Heard, newer
from crm_connectors.plan import CREATED, SKIPPED, UNCHANGED, UPDATED, Fate, coming, meeting
from crm_connectors.recognise import (
    EXACT,
    Couple,
    Known,
    Ours,
    Values,
    namesakes,
    says_no_address,
)
from crm_connectors.records import CoupleRecord, RowProblem
from crm_connectors.told import Told
from crm_connectors.translate import COUPLE, Translated
from wedsync.lib.worded import worded

OFFERED = "offered"
LINKED, REFUSED, FREE, GONE = "linked", "refused", "free", "gone"
REMOVED = RowProblem(
    "", worded("This couple was removed here, so it is not brought back."), stops=True
)


@dataclass(frozen=True)
class Kept:
    """What we hold of an external id. `state`: linked to a couple of ours; offered as perhaps one
    we know; refused by a person; free to become a couple of its own; "" never heard of."""

    state: str = ""
    heard: Mapping[str, Heard] = field(default_factory=dict)
    moved_at: dt.datetime | None = None  # when a person last moved the date here
    wedding_id: UUID | None = None
    events: Sequence[Sequence[str]] = ()  # rows that this system's events were, see gatherings.py


@dataclass(frozen=True)
class News:
    """A fate and what to keep of it; `candidate`: the wedding it may be about."""

    told: Told
    fate: Fate
    kept: Kept
    candidate: UUID | None = None


def judge(told: Told, number: int, kept: Kept, known: Known, guard: Guard) -> News:
    """`known` learns what it adds. `number` only tells the things of one page apart."""
    record = told.record
    if record is None:
        state = SKIPPED if told.problems else UNCHANGED
        return News(told, Fate(number, state, told.problems), kept)
    if kept.state == REFUSED:
        return News(told, Fate(number, UNCHANGED), kept)
    couple = known.by_id.get(record.external_id)
    if couple and couple.ours:
        return _known(told, record, number, kept, couple.ours, guard)
    if kept.state in {LINKED, GONE}:
        return News(told, Fate(number, SKIPPED, (REMOVED,)), kept)
    return _stranger(told, record, number, kept, known)


def _known(
    told: Told, record: CoupleRecord, number: int, kept: Kept, ours: Ours, guard: Guard
) -> News:
    by_us = {"date": kept.moved_at} if kept.moved_at else {}
    fresh, heard = newer(record, told.at, kept.heard, by_us)
    row = Translated(number, fresh, told.problems)
    settled = _rescheduled(_unscheduled(fresh, ours), ours, record.wedding.life)
    fate = meeting(row, settled, ours, guard)
    return _with_events(News(told, fate, replace(kept, state=LINKED, heard=heard)), fresh, kept)


def _with_events(news: News, fresh: CoupleRecord, before: Kept) -> News:
    """Beside the wedding as it will be. While a date waits for a person, its events wait, too."""
    fate, kept = news.fate, news.kept
    if fresh.gatherings is None:
        return news
    if fate.proposed or fate.ours is None:
        held = {group: heard for group, heard in kept.heard.items() if group != EVENTS}
        held |= {EVENTS: before.heard[EVENTS]} if EVENTS in before.heard else {}
        return replace(news, kept=replace(kept, heard=held))
    wedding = {**fate.ours.wedding.values, **fate.changes.get("wedding", {})}
    after = rows_of(fresh.gatherings, _exact(wedding))
    gathered = difference(before.events, after)
    state = UPDATED if gathered else fate.state
    fate = replace(fate, state=state, gathered=gathered)
    return replace(news, fate=fate, kept=replace(kept, events=after))


def _exact(wedding: Values) -> dt.date | None:
    return cast("dt.date | None", wedding["date"]) if wedding["precision"] == EXACT else None


def _unscheduled(record: CoupleRecord, ours: Ours) -> CoupleRecord:
    """A booked wedding that loses its date is postponed until it gets another."""
    wedding = record.wedding
    loses = wedding.precision == "open" and ours.wedding.values["date"] is not None
    if not loses or (wedding.life or ours.wedding.values["life"]) != "booked":
        return record
    return replace(record, wedding=replace(wedding, life="postponed"))


def _rescheduled(fresh: CoupleRecord, ours: Ours, life: str) -> CoupleRecord:
    """And is what they call it again once it has one."""
    wedding = fresh.wedding
    if not wedding.date or wedding.life or ours.wedding.values["life"] != "postponed":
        return fresh
    return replace(fresh, wedding=replace(wedding, life=life))


def _stranger(told: Told, record: CoupleRecord, number: int, kept: Kept, known: Known) -> News:
    if record.wedding.life == "cancelled":
        return News(told, Fate(number, UNCHANGED), kept)
    alike = [] if kept.state == FREE else _alike(record, known)
    if alike:
        return _offer(told, number, kept, alike[0])
    _, heard = newer(record, told.at, {})
    known.add(coming(record, number))
    after = rows_of(record.gatherings or (), _exact(vars(record.wedding)))
    fate = Fate(
        *(number, CREATED, told.problems, _without_erased(record)),
        link=record.external_id,
        gathered=difference((), after),
    )
    return News(told, fate, replace(kept, state=LINKED, heard=heard, events=after))


def _offer(told: Told, number: int, kept: Kept, couple: Couple) -> News:
    """Somebody we know by another way: a person says whether it is the same couple."""
    candidate = couple.ours.wedding.id if couple.ours else None
    again = UNCHANGED if kept.state == OFFERED else OFFERED
    return News(told, Fate(number, again, told.problems), replace(kept, state=OFFERED), candidate)


def _alike(record: CoupleRecord, known: Known) -> list[Couple]:
    """Couples with one of its addresses that this system has no id for; same date first. Where it
    tells no address: those of its names and day."""
    if says_no_address(record):
        return sorted(namesakes(record, known), key=lambda c: c.key)
    emails = {p.email for p in record.people if p.role in COUPLE and p.email} - known.crowded
    found = {c.key: c for email in sorted(emails) for c in known.by_email.get(email, {}).values()}
    candidates = [c for c in found.values() if c.ours and not c.external_ids]
    return sorted(candidates, key=lambda c: (c.date != record.wedding.date, c.key))


def _without_erased(record: CoupleRecord) -> CoupleRecord:
    return replace(record, people=tuple(p for p in record.people if not p.erased))
