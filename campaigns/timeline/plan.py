"""What a wedding gets, when and why: a function of its facts, of now, and of what has left.

Nothing here knows how the facts came to be what they are. A wedding that moved three times has the
plan of one that never moved, less what was said meanwhile: that is why nothing is repeated.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from campaigns.timeline.basis import Basis, Exit, Past, Settled
from campaigns.timeline.forks import Way, expected, way_to
from campaigns.timeline.late import Overdue, spread, when_late
from campaigns.timeline.moment import Moment, after, moment
from campaigns.timeline.planned import Planned, Stand
from campaigns.timeline.reason import Reason
from campaigns.timeline.step import Aside, Slot, Step, Timeline

NOTHING_YET = Past()
PUNCTUAL = dt.timedelta()
FAR = dt.timedelta(days=365)


def plan(
    timeline: Timeline,
    basis: Basis,
    now: dt.datetime,
    past: Past = NOTHING_YET,
    patience: dt.timedelta = PUNCTUAL,
) -> tuple[Planned, ...]:
    """Every slot of the timeline, in its order.

    `patience`: what is overdue by so much still counts as on time. Zero where something is planned
    anew: there a moment that has passed means what the step's late policy says, and never "now".
    """
    case = _Case(timeline, basis, now, past, patience)
    lines = {slot: _line(slot, step, case) for slot, step in timeline.slots}
    lines.update((line.slot, line) for line in _spread(lines, case))
    return tuple(lines.values())


@dataclass(frozen=True)
class _Case:
    timeline: Timeline
    basis: Basis
    now: dt.datetime
    past: Past
    patience: dt.timedelta

    @cached_property
    def expected(self) -> Mapping[str, Exit]:
        return expected(self.timeline, self.basis, self.past.exits)


def _line(slot: Slot, step: Step, case: _Case) -> Planned:
    return _over(slot, case) or _said(slot, step, case) or _behind(slot, step, case)


def _over(slot: Slot, case: _Case) -> Planned | None:
    """What no date changes any more."""
    if slot in case.past.left:
        return Planned(slot, Stand.LEFT, reason=Reason.SAID)
    if case.past.ended:
        return Planned(slot, Stand.SKIPPED, reason=Reason.GOAL_REACHED)
    if case.basis.stopped:
        return Planned(slot, Stand.HELD, reason=Reason.STOPPED)
    return None


def _said(slot: Slot, step: Step, case: _Case) -> Planned | None:
    """What somebody decided by hand."""
    if slot not in case.past.words:
        return None
    word = case.past.words[slot]
    if word is None:
        return Planned(slot, Stand.SKIPPED, reason=Reason.PERSON_SKIPPED)
    return Planned(slot, Stand.PLANNED, word, after(word, step, case.basis), Reason.PERSON_SET)


def _behind(slot: Slot, step: Step, case: _Case) -> Planned:
    match way_to(step.lane, case.timeline, case.past.exits):
        case Way.CLOSED:
            return Planned(slot, Stand.SKIPPED, reason=Reason.OTHER_ARM)
        case Way.UNDECIDED:
            return _perhaps(slot, step, case, case.expected, Reason.UNDECIDED)
        case Way.OPEN:
            return _timed(slot, step, case)


def _perhaps(
    slot: Slot, step: Step, case: _Case, exits: Mapping[str, Exit], reason: Reason
) -> Planned:
    found = moment(step, slot.occurrence, case.basis, exits)
    at = found.at if found else None
    return Planned(slot, Stand.CONDITIONAL, at, at, reason)


def _timed(slot: Slot, step: Step, case: _Case) -> Planned:
    found = moment(step, slot.occurrence, case.basis, case.past.exits)
    if found is None:
        reason = Reason.POSTPONED if case.basis.postponed else Reason.DATE_UNKNOWN
        return Planned(slot, Stand.HELD, reason=reason)
    settled = case.past.settled.get(slot)
    if settled and settled.moment == found.at:
        return _settled(slot, step, settled, case.basis)
    if found.at < case.now - case.patience:
        return _late(slot, step, found, case)
    if step.conditional and not case.past.answers.get(step.key, False):
        return _perhaps(slot, step, case, case.past.exits, Reason.CONDITION)
    return Planned(slot, Stand.PLANNED, found.at, found.at, _why(found))


def _settled(slot: Slot, step: Step, settled: Settled, basis: Basis) -> Planned:
    reason = Reason(settled.reason)
    if settled.due is not None:
        due = after(settled.due, step, basis)  # what is protected may have grown since
        return Planned(slot, Stand.PLANNED, settled.moment, due, reason, settled=True)
    stand = Stand.ASKED if settled.asks else Stand.SKIPPED
    return Planned(slot, stand, settled.moment, None, reason, settled=True)


def _late(slot: Slot, step: Step, found: Moment, case: _Case) -> Planned:
    if step.conditional and not case.past.answers.get(step.key, False):
        reason = Reason.CONDITION_FAILED
        return Planned(slot, Stand.SKIPPED, found.at, None, reason, settled=True)
    return when_late(slot, step, found, case.basis, case.now)


def _why(found: Moment) -> Reason:
    if found.aside is None:
        return Reason.ON_TIME
    return Reason.MOVED_BACK if found.aside is Aside.BEFORE else Reason.MOVED_FORWARD


def _spread(lines: Mapping[Slot, Planned], case: _Case) -> Iterator[Planned]:
    """Make room between the late ones: before the next that is on time, if there is any room."""
    late = [line for line in lines.values() if line.reason is Reason.LATE_SPREAD and line.due]
    placed = [line.due for line in late if _was_settled(line, case.past) and line.due]
    overdue = [
        Overdue(slot, step, found)
        for slot, step in case.timeline.slots
        if lines[slot] in late and not _was_settled(lines[slot], case.past)
        if (found := moment(step, slot.occurrence, case.basis, case.past.exits))
    ]
    start = max([case.now, *(due + case.timeline.gap for due in placed)])
    return spread(overdue, case.basis, start, case.timeline.gap, _next_on_time(lines, start))


def _was_settled(line: Planned, past: Past) -> bool:
    settled = past.settled.get(line.slot)
    return settled is not None and settled.moment == line.moment


def _next_on_time(lines: Mapping[Slot, Planned], start: dt.datetime) -> dt.datetime:
    dues = (line.due for line in lines.values() if line.due and not line.settled)
    return min((due for due in dues if due > start), default=start + FAR)
