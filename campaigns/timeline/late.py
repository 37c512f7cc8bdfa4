"""What becomes of a step whose moment had passed before it could be planned."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from campaigns.timeline.basis import Basis
from campaigns.timeline.moment import Moment, after
from campaigns.timeline.planned import Planned, Stand
from campaigns.timeline.reason import Reason
from campaigns.timeline.step import Late, Slot, Step

WIDEST = dt.timedelta(days=7)  # between two late messages: catching up isn't a second season


class Overdue(NamedTuple):
    """A step that shall be spread, and its moment."""

    slot: Slot
    step: Step
    moment: Moment


def when_late(slot: Slot, step: Step, moment: Moment, basis: Basis, now: dt.datetime) -> Planned:
    """A `compress` step is placed as if it were alone; `spread` makes room between several."""
    at = after(now, step, basis)
    over = moment.last is not None and at >= moment.last
    if step.late is Late.ASK:
        return _ask(slot, moment, Reason.LATE_ASKED)
    if step.late is Late.CRITICAL:
        return _critical(slot, moment, None if over else at)
    if reason := _too_late(step, now - moment.at, over=over):
        return _never(slot, moment, reason)
    spread_out = step.late is Late.COMPRESS
    return _at(slot, moment, at, Reason.LATE_SPREAD if spread_out else Reason.LATE_SENT)


def _critical(slot: Slot, moment: Moment, at: dt.datetime | None) -> Planned:
    """Never left out silently: when it is too late to say, somebody has to know."""
    if at is None:
        return _ask(slot, moment, Reason.TOO_LATE)
    return _at(slot, moment, at, Reason.LATE_CRITICAL)


def _too_late(step: Step, age: dt.timedelta, *, over: bool) -> Reason | None:
    if over:
        return Reason.TOO_LATE
    stale = step.late is Late.SEND_NOW and age > step.grace
    return Reason.LATE_SKIPPED if stale or step.late is Late.SKIP else None


def spread(
    overdue: Sequence[Overdue],
    basis: Basis,
    start: dt.datetime,
    gap: dt.timedelta,
    end: dt.datetime,
) -> Iterator[Planned]:
    """In the order of their moments, evenly from `start` to `end` or the first of their own ends.

    Never closer than `gap`: what finds no room before its end is left out.
    """
    ordered = sorted(overdue, key=lambda one: (one.moment.at, one.slot))
    end = min([end, *(one.moment.last for one in ordered if one.moment.last)])
    between = max(gap, min(WIDEST, (end - start) / max(1, len(ordered))))
    for slot, step, moment in ordered:
        at = after(start, step, basis)
        if moment.last is not None and at >= moment.last:
            yield _never(slot, moment, Reason.TOO_LATE)
        else:
            yield _at(slot, moment, at, Reason.LATE_SPREAD)
            start = at + between


def _at(slot: Slot, moment: Moment, due: dt.datetime, reason: Reason) -> Planned:
    return Planned(slot, Stand.PLANNED, moment.at, due, reason, settled=True)


def _never(slot: Slot, moment: Moment, reason: Reason) -> Planned:
    return Planned(slot, Stand.SKIPPED, moment.at, None, reason, settled=True)


def _ask(slot: Slot, moment: Moment, reason: Reason) -> Planned:
    return replace(_never(slot, moment, reason), stand=Stand.ASKED)
