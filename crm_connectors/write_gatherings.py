"""Writes what else couples come for: their weddings' days and milestones, in a few statements."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from crm_connectors.bulk import insert, new
from crm_connectors.gatherings import DAY, MARK, Gathered, Row
from wedsync.weddings.models import Milestone, WeddingDay

DAY_KEY = ("vendor_id", "wedding_id", "day", "kind")
MARK_KEY = ("vendor_id", "wedding_id", "name")


class Change(NamedTuple):
    wedding_id: str
    gathered: Gathered


def write_gatherings(vendor_id: str, changes: Sequence[Change]) -> None:
    """What was changed here by a person since it was written is no longer theirs to take away."""
    _take_away(vendor_id, [(c.wedding_id, row) for c in changes for row in c.gathered.gone])
    days = [_day(vendor_id, c.wedding_id, row) for c in changes for row in _of(c, DAY)]
    insert(WeddingDay, days, key=DAY_KEY)
    marks = [(c, row) for c in changes for row in _of(c, MARK)]
    theirs = [_mark(vendor_id, c.wedding_id, r) for c, r in marks if r[1] in c.gathered.known]
    fresh = [_mark(vendor_id, c.wedding_id, r) for c, r in marks if r[1] not in c.gathered.known]
    insert(Milestone, theirs, key=MARK_KEY, over=["day", "at"])
    insert(Milestone, fresh, key=MARK_KEY)


def _of(change: Change, what: str) -> list[Row]:
    return [row for row in change.gathered.come if row[0] == what]


def _take_away(vendor_id: str, gone: Sequence[tuple[str, Row]]) -> None:
    days = [Q(wedding=w, kind=name, day=day) for w, (what, name, day, _) in gone if what == DAY]
    marks = [Q(wedding=w, name=name, day=day) for w, (what, name, day, _) in gone if what == MARK]
    if days:
        WeddingDay.objects.filter(reduce(or_, days), vendor_id=vendor_id).delete()
    if marks:
        Milestone.objects.filter(reduce(or_, marks), vendor_id=vendor_id).delete()


def _day(vendor_id: str, wedding_id: str, row: Row) -> dict[str, object]:
    _, kind, day, hour = row
    theirs = {"vendor_id": vendor_id, "wedding_id": wedding_id}
    return new(WeddingDay, **theirs, kind=kind, day=day, starts_at=hour or None)


def _mark(vendor_id: str, wedding_id: str, row: Row) -> dict[str, object]:
    _, name, day, at = row
    theirs = {"vendor_id": vendor_id, "wedding_id": wedding_id}
    return new(Milestone, **theirs, name=name, day=day, at=at or None)
