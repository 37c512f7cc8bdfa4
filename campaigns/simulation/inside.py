"""How far a wedding is on its way through a timeline, while time passes."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from campaigns.simulation.course import Course, Fate, Line
from campaigns.timeline import Planned, Settled, Slot, Stand, decide, plan
from campaigns.timeline.basis import Basis, Exit, Past
from campaigns.timeline.forks import decided_by
from campaigns.timeline.moment import instant
from campaigns.timeline.step import Fork, Kind

FATES = {
    Stand.HELD: Fate.HELD,
    Stand.ASKED: Fate.ASKED,
    Stand.SKIPPED: Fate.SKIPPED,
    Stand.CONDITIONAL: Fate.CONDITIONAL,
}


@dataclass
class Inside:
    """A course, how far it is, and where each of its slots stands."""

    course: Course
    past: Past
    now: dict[Slot, Planned] = field(default_factory=dict)
    under_way: set[Slot] = field(default_factory=set)

    @property
    def ids(self) -> tuple[UUID, UUID]:
        return self.course.enrollment, self.course.wedding

    def key(self, slot: Slot) -> str:
        """Orders what happens at one instant, whoever was entered first."""
        return f"{self.course.enrollment}:{slot.key}:{slot.occurrence:05}"

    def plan(self, at: dt.datetime) -> Iterator[Planned]:
        """What has newly become due at some instant. Time alone makes nothing due that wasn't."""
        lines = plan(self.course.timeline, self.course.basis, at, self.past)
        self.now = {line.slot: line for line in lines}
        self.past = replace(self.past, settled=settled(lines))
        for line in lines:
            if line.stand is Stand.PLANNED and line.slot not in self.under_way:
                self.under_way.add(line.slot)
                yield line

    def exits(self, at: dt.datetime) -> dict[str, Exit]:
        """Those that are taken at this instant, one fork after the other."""
        found = dict(self.past.exits)
        for fork in self.course.timeline.forks:
            if fork.key not in found:
                holds = fork.key in self.course.holds
                end = decide(fork, self.course.basis, found, at, holds=holds)
                found.update({fork.key: end} if end else {})
        return found

    def next_exit(self, after: dt.datetime) -> dt.datetime | None:
        """When the next fork may be decided."""
        course, exits = self.course, self.past.exits
        ends = (
            next_look(fork, course.basis, exits, holds=fork.key in course.holds)
            for fork in course.timeline.forks
            if fork.key not in exits
        )
        return min((end for end in ends if end and end > after), default=None)

    def left_over(self, start: dt.datetime, end: dt.datetime) -> Iterator[Line]:
        """A line for every slot that made no message, but for those of after the end."""
        for slot, planned in self.now.items():
            at = planned.moment or start
            if planned.stand in FATES and at < end:
                yield Line(
                    at=max(at, start),
                    fate=FATES[planned.stand],
                    enrollment=self.course.enrollment,
                    wedding=self.course.wedding,
                    slot=slot,
                    planned=planned.reason,
                )


def settled(lines: tuple[Planned, ...]) -> dict[Slot, Settled]:
    """What a plan has decided for good, as long as the facts stay."""
    return {
        line.slot: Settled(line.moment, line.due, line.reason, line.stand is Stand.ASKED)
        for line in lines
        if line.settled and line.moment
    }


def next_look(
    fork: Fork, basis: Basis, exits: Mapping[str, Exit], *, holds: bool
) -> dt.datetime | None:
    """When a fork is decided, if its condition stays as it is."""
    if fork.kind is Kind.WAIT and holds:
        return instant(fork.when, basis, exits=exits)
    end = decided_by(fork, basis, exits)
    return end.at if end else None
