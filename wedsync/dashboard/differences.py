"""The difference a change makes, as a page shows it: in groups, each line from where to where."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from campaigns.reflows.lines import Line
from campaigns.timeline import SENTENCES, Planned, Stand
from campaigns.timeline.difference import Kind
from messaging.why import spoken
from wedsync.lib.worded import worded

GROUPS = (
    (Kind.LATE, worded("Late by now"), "warn"),
    (Kind.MOVED, worded("Moves"), "info"),
    (Kind.HELD, worded("Held"), "warn"),
    (Kind.NEW, worded("Comes anew"), "good"),
    (Kind.OTHERWISE, worded("Stands otherwise"), ""),
    (Kind.GONE, worded("Comes no more"), "bad"),
    (Kind.UNCHANGED, worded("Stays as it is"), ""),
    (Kind.LEFT, worded("Has left already"), "good"),
)
WORDS = {
    Stand.HELD: worded("held"),
    Stand.ASKED: worded("waits for your word"),
    Stand.SKIPPED: worded("not sent"),
    Stand.LEFT: worded("has left"),
}


@dataclass(frozen=True)
class Row:
    """`before` and `after` say when, with the zone; `back`: its message is taken back first."""

    name: str
    before: str
    after: str
    why: str
    back: bool


@dataclass(frozen=True)
class Group:
    title: str
    tone: str
    rows: tuple[Row, ...]


def groups(
    lines: Iterable[Line], names: Mapping[tuple[UUID, str], str], zone: ZoneInfo
) -> list[Group]:
    """Those that have any lines, the most pressing first. `zone` is the venue's."""
    found = list(lines)
    return [
        Group(title, tone, rows)
        for kind, title, tone in GROUPS
        if (rows := tuple(_row(one, names, zone) for one in found if one.change.kind is kind))
    ]


def _row(line: Line, names: Mapping[tuple[UUID, str], str], zone: ZoneInfo) -> Row:
    slot = line.change.slot
    name = names.get((line.enrollment, slot.key), slot.key)
    after = line.change.after
    return Row(
        name
        if slot.occurrence == 1
        else worded("{name}, year {year}", name=name, year=slot.occurrence),
        _when(line.change.before, zone),
        _when(after, zone),
        SENTENCES[after.reason] if after else "",
        line.back,
    )


def _when(line: Planned | None, zone: ZoneInfo) -> str:
    if line is None:
        return worded("nothing")
    due: dt.datetime | None = line.due
    return WORDS.get(line.stand, worded("no day yet")) if due is None else spoken(due, zone)
