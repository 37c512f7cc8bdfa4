"""What a wedding's plan becomes under other facts, and which of its messages have to come back."""

import datetime as dt
from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass, replace
from uuid import UUID

from campaigns.models import PlannedStep
from campaigns.timeline import Planned, Settled, Slot, Stand
from campaigns.timelines.case import Case
from campaigns.timelines.rows import past_of, slot_of

Kept = Mapping[Slot, Settled]
NOTHING_KEPT: Kept = {}


@dataclass(frozen=True)
class Outlook:
    """`case`: with what has to come back open again. `back`: those rows. `lines`: the new plan."""

    case: Case
    back: tuple[PlannedStep, ...]
    lines: tuple[Planned, ...]


def outlook(
    case: Case, waiting: Collection[UUID], now: dt.datetime, kept: Kept = NOTHING_KEPT
) -> Outlook:
    """`waiting`: the steps that have left on paper only. `kept`: decisions that stand again.

    A message comes back if its step's moment is another one now, or none. Where the moment stays it
    waits on, however late it is: whatever holds it up, it isn't the date.
    """
    paper = [row for row in case.rows if row.pk in waiting]
    fresh = {line.slot: line for line in _opened(case, paper, now).plan(now)}
    back = tuple(row for row in paper if _moves(row, fresh[slot_of(row)]))
    opened = _opened(case, back, now)
    opened = replace(opened, past=replace(opened.past, settled={**opened.past.settled, **kept}))
    return Outlook(opened, back, opened.plan(now))


def _moves(row: PlannedStep, line: Planned) -> bool:
    return line.moment != row.moment


def _opened(case: Case, rows: Collection[PlannedStep], now: dt.datetime) -> Case:
    """As if they hadn't left."""
    ids = {row.pk for row in rows}
    theirs = tuple(_open(row) if row.pk in ids else row for row in case.rows)
    past = past_of(case.enrollment, case.timeline, theirs, case.past.answers, now)
    return replace(case, rows=theirs, past=past)


def _open(row: PlannedStep) -> PlannedStep:
    opened = copy(row)
    opened.state, opened.left_at = Stand.PLANNED.value, None
    return opened
