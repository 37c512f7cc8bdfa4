"""Planned steps as the core reads them: the lines of a plan, and what has happened so far.

No query and no clock: rows in, values out.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from campaigns.models import Enrollment, Inside, PlannedStep
from campaigns.timeline import Exit, Past, Planned, Reason, Settled, Slot, Stand, Timeline

# What has just become due is on time until a worker was there; later something was in the way.
PATIENCE = dt.timedelta(hours=1)
DATED = frozenset({Stand.PLANNED, Stand.CONDITIONAL})


def slot_of(row: PlannedStep) -> Slot:
    return Slot(row.step_key, row.occurrence)


def lines_of(rows: Iterable[PlannedStep]) -> tuple[Planned, ...]:
    return tuple(_line(row) for row in rows)


def past_of(
    enrollment: Enrollment,
    timeline: Timeline,
    rows: Sequence[PlannedStep],
    answers: Mapping[str, bool],
    now: dt.datetime,
) -> Past:
    """`answers`: whether the condition of a conditional step holds, by its key.

    A word or a decision that was due long ago no longer stands: something kept it from leaving,
    and the step's late policy has to say what becomes of it.
    """
    open_ = [row for row in rows if row.left_at is None]
    never = {step.key for step in timeline.steps if step.conditional and not answers.get(step.key)}
    over = enrollment.state == Inside.COMPLETED
    return Past(
        left=frozenset(slot_of(row) for row in rows if row.left_at is not None),
        exits=exits_of(enrollment.exits),
        settled={
            slot_of(row): Settled(
                row.moment, row.due_at, Reason(row.reason), row.state == Stand.ASKED
            )
            for row in open_
            if row.moment and _stands(row, now) and (row.settled or _just_due(row, never, now))
        },
        words={slot_of(row): row.due_at for row in open_ if row.by_hand and _stands(row, now)},
        answers=answers,
        ended=enrollment.reason if over else "",
    )


def exits_of(stored: Mapping[str, Any]) -> dict[str, Exit]:
    return {
        fork: Exit(taken["arm"], dt.datetime.fromisoformat(taken["at"]))
        for fork, taken in stored.items()
    }


def exits_to_json(exits: Mapping[str, Exit]) -> dict[str, Any]:
    return {fork: {"arm": one.arm, "at": one.at.isoformat()} for fork, one in exits.items()}


def _line(row: PlannedStep) -> Planned:
    slot, stand = slot_of(row), Stand(row.state)
    if row.left_at is not None:
        return Planned(slot, Stand.LEFT, reason=Reason.SAID)
    due = row.due_at if stand in DATED else None
    return Planned(slot, stand, row.moment, due, Reason(row.reason), row.settled)


def _stands(row: PlannedStep, now: dt.datetime) -> bool:
    return row.due_at is None or row.due_at >= now - PATIENCE


def _just_due(row: PlannedStep, never: Iterable[str], now: dt.datetime) -> bool:
    """Planned, due by now, and still with the worker who comes every few seconds."""
    due = row.state == Stand.PLANNED and row.due_at is not None and row.due_at <= now
    return due and not row.by_hand and row.step_key not in never
