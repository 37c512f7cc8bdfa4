"""Which way it goes, and when that is decided."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from campaigns.timeline.basis import Basis, Exit
from campaigns.timeline.moment import instant
from campaigns.timeline.step import Fork, Kind, Lane, Timeline


class Way(StrEnum):
    OPEN = "open"
    UNDECIDED = "undecided"
    CLOSED = "closed"


def way_to(lane: Lane | None, timeline: Timeline, exits: Mapping[str, Exit]) -> Way:
    """Whether what lies in a lane is reached. Raises KeyError for a fork that isn't there."""
    if lane is None:
        return Way.OPEN
    before = way_to(timeline.fork(lane.fork).lane, timeline, exits)
    if before is not Way.OPEN:
        return before
    taken = exits.get(lane.fork)
    if taken is None:
        return Way.UNDECIDED
    return Way.OPEN if taken.arm == lane.arm else Way.CLOSED


def decided_by(fork: Fork, basis: Basis, exits: Mapping[str, Exit]) -> Exit | None:
    """How and when it ends at the latest; None: no day for that is known yet.

    A branch ends at its moment, by then with an answer; "yes" here stands for either.
    """
    start = instant(fork.when, basis, exits=exits)
    if fork.kind is Kind.BRANCH:
        return None if start is None else Exit("yes", start)
    ends = [Exit("longest", start + fork.longest)] if start and fork.longest else []
    until = instant(fork.until, basis, exits=exits) if fork.until else None
    if until is not None:
        ends.append(Exit("instant", until))
    return min(ends, key=lambda end: end.at, default=None)


def decide(
    fork: Fork, basis: Basis, exits: Mapping[str, Exit], now: dt.datetime, *, holds: bool
) -> Exit | None:
    """Take an exit, if it is time to. `holds`: whether its condition holds now.

    A decision stands: a date that moves afterwards doesn't lead anybody back.
    """
    end = decided_by(fork, basis, exits)
    if fork.kind is Kind.BRANCH:
        return Exit("yes" if holds else "no", end.at) if end and end.at <= now else None
    start = instant(fork.when, basis, exits=exits)
    if start is None or start > now:
        return None
    if holds and (end is None or now < end.at):
        return Exit("met", now)
    return end if end and end.at <= now else None


def expected(timeline: Timeline, basis: Basis, exits: Mapping[str, Exit]) -> dict[str, Exit]:
    """Every fork's exit: taken, or the latest it can be. For showing what may come, and when."""
    found = dict(exits)
    for fork in timeline.forks:  # a fork comes after those it hangs on
        end = None if fork.key in found else decided_by(fork, basis, found)
        if end is not None:
            found[fork.key] = end
    return found
