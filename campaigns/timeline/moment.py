"""When a step wants to be said: its anchor and offset, its window, and what it steps aside for."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from campaigns.timeline.basis import Basis, Exit
from campaigns.timeline.step import EXIT, Aside, Step, When, numbered
from messaging.policy.facts import Purpose
from wedsync.weddings.calendar import (
    Counted,
    Window,
    anchor_day,
    at_local,
    is_protected,
    last_free,
    last_local_time,
    local_day,
    merged,
    next_free,
    next_local_time,
    occurrence_after,
)

USUAL = dt.time(10)
MIDNIGHT = dt.time()
NO_EXITS: Mapping[str, Exit] = {}


@dataclass(frozen=True)
class Moment:
    """`at`: as it may be said. `aside`: how it stepped aside for what is protected, if it did.

    `last`: what is told before its anchor makes no sense from this instant on; None: no end.
    """

    at: dt.datetime
    aside: Aside | None = None
    last: dt.datetime | None = None


def moment(step: Step, occurrence: int, basis: Basis, exits: Mapping[str, Exit]) -> Moment | None:
    """None: nobody knows the day it hangs on. That never means "now"."""
    anchor = _anchor(step.when, basis, exits, occurrence)
    if anchor is None:
        return None
    wished = _within(_from(anchor, step.when, basis, step.role), step, basis)
    last = _last(anchor, wished, basis)
    if not is_protected(wished, blocked(step, basis)):
        return Moment(wished, None, last)
    return _clear(wished, step, basis, last)


def instant(
    when: When, basis: Basis, role: str = "", exits: Mapping[str, Exit] = NO_EXITS
) -> dt.datetime | None:
    """As anchor and offset give it, in UTC."""
    anchor = _anchor(when, basis, exits, 1)
    return None if anchor is None else _from(anchor, when, basis, role)


def _from(anchor: dt.date | dt.datetime, when: When, basis: Basis, role: str) -> dt.datetime:
    if isinstance(anchor, dt.datetime):
        zone = basis.zone(when.clock, role, local_day(anchor, basis.venue))
        return occurrence_after(anchor, when.offset, zone, when.at, basis.week)
    day = when.offset.day_from(anchor, basis.week)
    at = at_local(day, when.at or USUAL, basis.zone(when.clock, role, day))
    return at + dt.timedelta(hours=when.offset.hours)


def blocked(step: Step, basis: Basis) -> tuple[Window, ...]:
    """The hours in which this step may not be said."""
    return blocked_for(step.purpose, basis)


def blocked_for(purpose: Purpose, basis: Basis) -> tuple[Window, ...]:
    """Only an emergency has none."""
    if purpose is Purpose.EMERGENCY:
        return ()
    if purpose is Purpose.MARKETING:
        return merged((*basis.protected, *basis.working, *basis.saturdays))
    return merged(basis.protected)


def open_until(at: dt.datetime, step: Step, basis: Basis) -> dt.datetime:
    """When the window in which `at` lies closes; `at` itself where there is none."""
    if step.window is None or not _is_open(at, step, basis):
        return at
    return next_local_time(at, step.window[1], _zone(at, step, basis))


def after(at: dt.datetime, step: Step, basis: Basis) -> dt.datetime:
    """The first instant from `at` on that is free for this step, at any hour of its window."""
    windows = blocked(step, basis)
    while True:
        free = next_free(_open_from(at, step, basis), windows)
        if free == at:
            return free
        at = free


def _anchor(
    when: When, basis: Basis, exits: Mapping[str, Exit], occurrence: int
) -> dt.date | dt.datetime | None:
    anchor = numbered(when, occurrence)
    if anchor.name.startswith(EXIT):
        found = exits.get(anchor.name.removeprefix(EXIT))
        return None if found is None else found.at
    if anchor.name in set(Counted):
        return anchor_day(anchor, basis.when, {})
    return basis.recorded.get(anchor.name)


def _within(at: dt.datetime, step: Step, basis: Basis) -> dt.datetime:
    """Into its window: the opening after, or for a deadline the one before."""
    if _is_open(at, step, basis):
        return at
    return _hour(at, step, basis, _opening(step), step.aside)


def _is_open(at: dt.datetime, step: Step, basis: Basis) -> bool:
    if step.window is None:
        return True
    first, last = step.window
    return first <= at.astimezone(_zone(at, step, basis)).time() < last


def _open_from(at: dt.datetime, step: Step, basis: Basis) -> dt.datetime:
    if _is_open(at, step, basis):
        return at
    return next_local_time(at, _opening(step), _zone(at, step, basis))


def _clear(wished: dt.datetime, step: Step, basis: Basis, last: dt.datetime | None) -> Moment:
    """To a free day. What would come too late that way is told before."""
    at = _away(wished, step, basis, step.aside)
    if last is None or at < last:
        return Moment(at, step.aside, last)
    return Moment(_away(wished, step, basis, Aside.BEFORE), Aside.BEFORE, last)


def _away(at: dt.datetime, step: Step, basis: Basis, aside: Aside) -> dt.datetime:
    """At its own hour of a free day. Each turn goes the same way, so it ends."""
    windows, hour = blocked(step, basis), step.when.at or _opening(step)
    edge = last_free if aside is Aside.BEFORE else next_free
    while is_protected(at, windows):
        at = _hour(edge(at, windows), step, basis, hour, aside)
    return at


def _hour(at: dt.datetime, step: Step, basis: Basis, hour: dt.time, aside: Aside) -> dt.datetime:
    towards = last_local_time if aside is Aside.BEFORE else next_local_time
    return towards(at, hour, _zone(at, step, basis))


def _opening(step: Step) -> dt.time:
    return step.window[0] if step.window else USUAL


def _zone(at: dt.datetime, step: Step, basis: Basis) -> ZoneInfo:
    return basis.zone(step.when.clock, step.role, local_day(at, basis.venue))


def _last(anchor: dt.date | dt.datetime, wished: dt.datetime, basis: Basis) -> dt.datetime | None:
    """Told before its anchor: until that day begins where the wedding is, or until that instant."""
    end = anchor if isinstance(anchor, dt.datetime) else at_local(anchor, MIDNIGHT, basis.venue)
    return end if wished < end else None
