"""Writes what was decided about a page of another system: couples, what it said, the run's log."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Max

from crm_connectors.bulk import Row, insert, new
from crm_connectors.couples import Couples, Origin, Written, plain_values, stored_of
from crm_connectors.groups import Heard
from crm_connectors.known import load
from crm_connectors.models import Connection, Record, Sync, SyncRow
from crm_connectors.news import Kept, News, judge
from crm_connectors.plan import SKIPPED, UNCHANGED, Fate
from crm_connectors.recognise import Known
from crm_connectors.records import RowProblem
from crm_connectors.told import Told
from wedsync.lib.worded import worded
from wedsync.vendors.models import Event

RECORD_KEY = ("vendor_id", "connection_id", "external_id")
RECORD_OVER = ("state", "heard", "events", "wedding_id", "seen_at")
MOVED = "reflow.applied"
REFUSED = RowProblem(
    "", worded("This couple could not be stored. The other couples were not affected.")
)


def keep(
    connection: Connection, things: Sequence[Told], origin: Origin, now: dt.datetime
) -> list[tuple[News, Written]]:
    """Inside a transaction that has the vendor's turn. One that the database refuses is told as a
    problem; the others come in."""
    alone = list({thing.external_id: thing for thing in things}.values())
    try:
        with transaction.atomic():
            return _keep(connection, alone, origin, now)
    except DatabaseError:
        return [one for thing in alone for one in _keep_one(connection, thing, origin, now)]


def foresee(
    connection: Connection, things: Sequence[Told], origin: Origin
) -> list[tuple[News, Written]]:
    """The same without writing."""
    alone = list({thing.external_id: thing for thing in things}.values())
    return [(news, Written()) for news in _judged(connection, alone, origin, lock=False)]


def log_rows(sync: Sync, done: Sequence[tuple[News, Written]], *, values: bool) -> Counter[str]:
    """A row for each thing that anything became of; counts by state."""
    told = [(n, w) for n, w in done if n.fate.state != UNCHANGED or n.fate.problems]
    insert(SyncRow, [_row(sync, news, written, values=values) for news, written in told])
    counts = Counter(news.fate.state for news, _ in done)
    counts["problems"] = sum(len(news.fate.problems) for news, _ in done)
    return counts


def _keep_one(
    connection: Connection, thing: Told, origin: Origin, now: dt.datetime
) -> list[tuple[News, Written]]:
    try:
        with transaction.atomic():
            return _keep(connection, [thing], origin, now)
    except DatabaseError:
        return [(News(thing, Fate(0, SKIPPED, (REFUSED,)), Kept()), Written())]


def _keep(
    connection: Connection, things: Sequence[Told], origin: Origin, now: dt.datetime
) -> list[tuple[News, Written]]:
    news = _judged(connection, things, origin, lock=True)
    couples = Couples(origin)
    done = [(one, couples.take(one.fate, origin.moves)) for one in news]
    couples.write()
    rows = [_record(connection, one, written, now) for one, written in done if one.kept.state]
    insert(Record, rows, key=RECORD_KEY, over=RECORD_OVER)
    return done


def _judged(
    connection: Connection, things: Sequence[Told], origin: Origin, *, lock: bool
) -> list[News]:
    held = _held(connection, [thing.external_id for thing in things], lock=lock)
    known = load(origin, [thing.record for thing in things if thing.record], Known(), lock=lock)
    moved = _moved_here(origin.vendor_id, things, known)
    news = []
    for number, thing in enumerate(things):
        kept = _kept(held.get(thing.external_id), moved)
        news.append(judge(thing, number, kept, known, origin.guard))
    return news


def _held(connection: Connection, ids: list[str], *, lock: bool) -> dict[str, Record]:
    ours = Record.objects.filter(
        vendor=connection.vendor_id, connection=connection, external_id__in=ids
    ).order_by("pk")
    return {r.external_id: r for r in (ours.select_for_update() if lock else ours)}


def _kept(record: Record | None, moved: dict[UUID, dt.datetime]) -> Kept:
    if record is None:
        return Kept()
    heard = {group: Heard.of_json(told) for group, told in record.heard.items()}
    moved_at = moved.get(record.wedding_id or UUID(int=0))
    return Kept(record.state, heard, moved_at, record.wedding_id, record.events)


def _moved_here(vendor: UUID, things: Sequence[Told], known: Known) -> dict[UUID, dt.datetime]:
    """When a person last moved the date of those weddings whose date they tell otherwise."""
    ids = [wedding for thing in things if (wedding := _otherwise(thing, known))]
    if not ids:
        return {}
    moves = Event.objects.filter(
        vendor=vendor, verb=MOVED, subject_type="weddings.wedding", subject_id__in=map(str, ids)
    )
    latest = moves.order_by().values_list("subject_id").annotate(at=Max("at"))
    return {UUID(subject): at for subject, at in latest}


def _otherwise(thing: Told, known: Known) -> UUID | None:
    couple = known.by_id.get(thing.external_id)
    if not (thing.record and couple and couple.ours):
        return None
    return couple.ours.wedding.id if couple.date != thing.record.wedding.date else None


def _record(connection: Connection, news: News, written: Written, now: dt.datetime) -> Row:
    wedding = written.wedding_id or news.candidate or news.kept.wedding_id
    return new(
        Record,
        vendor_id=str(connection.vendor_id),
        connection_id=str(connection.pk),
        external_id=news.told.external_id,
        state=news.kept.state,
        heard={group: heard.as_json() for group, heard in news.kept.heard.items()},
        events=[list(row) for row in news.kept.events],
        wedding_id=wedding and str(wedding),
        seen_at=now,
    )


def _row(sync: Sync, news: News, written: Written, *, values: bool) -> Row:
    fate = news.fate
    wedding = written.wedding_id or news.candidate
    return new(
        SyncRow,
        vendor_id=str(sync.vendor_id),
        sync_id=str(sync.pk),
        external_id=news.told.external_id,
        state=fate.state,
        problems=[problem.as_json() for problem in fate.problems],
        changes=_differences(fate) if values else _named(fate),
        client_id=written.client_id,
        wedding_id=wedding and str(wedding),
    )


def _named(fate: Fate) -> dict[str, list[str]]:
    """Which fields changed, without what stands in them."""
    gathered = (*fate.gathered.gone, *fate.gathered.come)
    events = {"event": sorted({name for _, name, _, _ in gathered})} if gathered else {}
    return {w: sorted(v) for w, v in fate.changes.items()} | events


def _differences(fate: Fate) -> dict[str, Any]:
    if fate.ours is None:
        return {}
    ours = fate.ours
    was = {name: day for _, name, day, _ in fate.gathered.gone}
    now = {name: day for _, name, day, _ in fate.gathered.come}
    events = {name: [was.get(name, ""), now.get(name, "")] for name in was.keys() | now.keys()}
    fields = {
        what: {
            name: [plain_values(stored_of(ours, what).values)[name], after]
            for name, after in plain_values(values).items()
        }
        for what, values in fate.changes.items()
    }
    return fields | ({"event": events} if events else {})
