"""The facts of a wedding that may change, and what becomes of the others when one does. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wedsync.lib.worded import worded
from wedsync.weddings.calendar import EARLIEST_YEAR, LATEST_YEAR, Precision, at_local, local_day

INQUIRY, BOOKED = "inquiry", "booked"  # as a life, and as a milestone
HISTORY = frozenset({INQUIRY, BOOKED, "gallery_delivered"})  # have been: no date moves them


class Day(NamedTuple):
    """One of a wedding's own days, local to the venue."""

    kind: str
    day: dt.date
    starts_at: dt.time | None = None


class Mark(NamedTuple):
    """A day beside its own; `at` where it is an instant (aware)."""

    day: dt.date
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Facts:
    """All that a plan may hang on. `zone`: an IANA name, "" is the vendor's own.

    `date`: the first of the month where only the month is known, None while it is open.
    `milestones` by name; `roles` by the person's id.
    """

    date: dt.date | None = None
    precision: Precision = Precision.OPEN
    days: tuple[Day, ...] = ()
    zone: str = ""
    life: str = "booked"
    milestones: Mapping[str, Mark] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Move:
    """Another date. `days`, `milestones`: whether they keep their distance to it."""

    date: dt.date | None
    precision: Precision
    days: bool = True
    milestones: bool = False


def moved(facts: Facts, move: Move, zone: ZoneInfo) -> Facts:
    """The facts after a move; `zone` is the venue's, where instants keep their time of day.

    Where no exact date is left there is no distance to keep: its own days are unknown then, and
    what is recorded beside them stays. Raises ValueError for a date nobody weds on.
    """
    date = _fitting(move)
    by = _distance(facts, move)
    marks = facts.milestones if by is None else _carried(facts.milestones, by, zone)
    return replace(
        facts,
        date=date,
        precision=move.precision,
        days=_own_days(facts, move, by),
        milestones=marks if move.milestones else facts.milestones,
    )


def booked(before: Facts, after: Facts, now: dt.datetime, zone: ZoneInfo) -> Facts:
    """`after`, with the day of booking if that is what happens; an inquiry again has none."""
    if {before.life, after.life} != {INQUIRY, BOOKED} or (
        after.life == BOOKED and BOOKED in after.milestones
    ):
        return after
    marks = {name: one for name, one in after.milestones.items() if name != BOOKED}
    own = {BOOKED: Mark(local_day(now, zone), now)} if after.life == BOOKED else {}
    return replace(after, milestones={**marks, **own})


def on_day(mark: Mark, day: dt.date, zone: ZoneInfo) -> Mark:
    """The same on another day; an instant keeps its time of day in `zone`."""
    if day == mark.day:
        return mark
    return Mark(day, at_local(day, mark.at.astimezone(zone).time(), zone) if mark.at else None)


def changed(before: Facts, after: Facts) -> tuple[str, ...]:
    """The names of the facts that differ."""
    names = (one.name for one in fields(Facts))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _fitting(move: Move) -> dt.date | None:
    if move.precision is Precision.OPEN:
        return None
    if move.date is None:
        raise ValueError(worded("Only an open date is no date."))
    if not EARLIEST_YEAR <= move.date.year <= LATEST_YEAR:
        raise ValueError(worded("No wedding takes place in the year {year}.", year=move.date.year))
    return move.date.replace(day=1) if move.precision is Precision.MONTH else move.date


def _distance(facts: Facts, move: Move) -> dt.timedelta | None:
    exact = facts.precision is Precision.EXACT and move.precision is Precision.EXACT
    return move.date - facts.date if exact and move.date and facts.date else None


def _own_days(facts: Facts, move: Move, by: dt.timedelta | None) -> tuple[Day, ...]:
    if move.precision is not Precision.EXACT:
        return ()
    if by is None or not move.days:
        return facts.days
    return tuple(one._replace(day=one.day + by) for one in facts.days)


def _carried(marks: Mapping[str, Mark], by: dt.timedelta, zone: ZoneInfo) -> dict[str, Mark]:
    return {
        name: one if name in HISTORY else on_day(one, one.day + by, zone)
        for name, one in marks.items()
    }
