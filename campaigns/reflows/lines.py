"""A change of a plan as a reflow keeps it: JSON, one object for every slot it touched."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from campaigns.timeline import Change, Planned, Reason, Settled, Slot, Stand, difference
from campaigns.timeline.difference import Kind
from campaigns.timelines.outlook import Outlook
from campaigns.timelines.rows import lines_of, slot_of

Json = dict[str, Any]
TOUCHED = frozenset(Kind) - {Kind.UNCHANGED}


@dataclass(frozen=True)
class Line:
    """A change inside one enrollment. `back`: its message was taken back before it left."""

    enrollment: UUID
    change: Change
    back: bool = False


def lines_between(view: Outlook) -> list[Line]:
    """From the rows as they were to the plan as it will be."""
    before, back = lines_of(view.case.rows), {slot_of(row) for row in view.back}
    pk = view.case.enrollment.pk
    changes = difference(before, view.lines)
    return [Line(pk, change, change.slot in back) for change in changes]


def to_json(lines: Iterable[Line]) -> list[Json]:
    return [_told(line) for line in lines if line.back or line.change.kind in TOUCHED]


def from_json(told: Iterable[Mapping[str, Any]]) -> list[Line]:
    return [_read(one) for one in told]


def kept_of(lines: Iterable[Line], enrollment: UUID, now: dt.datetime) -> dict[Slot, Settled]:
    """What stands again when a change is undone: decisions, and what was on its way already."""
    return {
        line.change.slot: _settled(line.change.before, now)
        for line in lines
        if line.enrollment == enrollment and line.change.before and line.change.before.moment
        if line.back or line.change.before.settled
    }


def left_since(lines: Iterable[Line], gone: Collection[tuple[UUID, Slot]]) -> list[Line]:
    """Those that the change had moved and that have left by now."""
    moved = (line for line in lines if line.change.kind is not Kind.LEFT)
    return [line for line in moved if (line.enrollment, line.change.slot) in gone]


def _settled(before: Planned, now: dt.datetime) -> Settled:
    assert before.moment  # noqa: S101 -- for the type checker
    due = max(before.due, now) if before.due else None
    return Settled(before.moment, due, before.reason, before.stand is Stand.ASKED)


def _told(line: Line) -> Json:
    change = line.change
    return {
        "enrollment": str(line.enrollment),
        "step": change.slot.key,
        "occurrence": change.slot.occurrence,
        "kind": change.kind.value,
        "before": _planned(change.before),
        "after": _planned(change.after),
        "back": line.back,
    }


def _read(told: Mapping[str, Any]) -> Line:
    slot = Slot(told["step"], told["occurrence"])
    before, after = _read_planned(slot, told["before"]), _read_planned(slot, told["after"])
    change = Change(slot, Kind(told["kind"]), before, after)
    return Line(UUID(told["enrollment"]), change, told["back"])


def _planned(line: Planned | None) -> Json | None:
    if line is None:
        return None
    return {
        "stand": line.stand.value,
        "moment": line.moment.isoformat() if line.moment else None,
        "due": line.due.isoformat() if line.due else None,
        "reason": line.reason.value,
        "settled": line.settled,
    }


def _read_planned(slot: Slot, told: Mapping[str, Any] | None) -> Planned | None:
    if told is None:
        return None
    return Planned(
        slot,
        Stand(told["stand"]),
        _instant(told["moment"]),
        _instant(told["due"]),
        Reason(told["reason"]),
        told["settled"],
    )


def _instant(told: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(told) if told else None
