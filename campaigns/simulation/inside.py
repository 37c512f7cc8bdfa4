"""How far a wedding is on its way through a timeline, while time passes."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from campaigns.cap.key import key_of
from campaigns.simulation.course import Course, Fate, Line, Wished
from campaigns.timeline import Planned, Reason, Settled, Slot, Stand, decide, plan
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
    """A course, how far it is, and where each of its slots stands.

    `under_way`: for when each slot is in the calendar. `moved`: what a cap has moved.
    """

    course: Course
    past: Past
    now: dict[Slot, Planned] = field(default_factory=dict)
    under_way: dict[Slot, dt.datetime | None] = field(default_factory=dict)
    moved: dict[Slot, Wished] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.moved.update(self.course.moved)

    @property
    def ids(self) -> tuple[UUID, UUID]:
        return self.course.enrollment, self.course.wedding

    def key(self, slot: Slot) -> str:
        """Orders what happens at one instant, whoever was entered first."""
        return key_of(self.course.enrollment, slot)

    def plan(self, at: dt.datetime) -> Iterator[Planned]:
        """What is newly due at some instant. Time alone makes nothing due that wasn't."""
        lines = plan(self.course.timeline, self.course.basis, at, self.past)
        self.now = {line.slot: line for line in lines}
        self.past = replace(self.past, settled=settled(lines))
        for line in lines:
            if line.stand is Stand.PLANNED and self.under_way.get(line.slot) != line.due:
                self.under_way[line.slot] = line.due
                yield line

    def is_fixed(self, slot: Slot, at: dt.datetime) -> bool:
        """A person's word, and what is about to leave."""
        line = self.now[slot]
        return line.reason is Reason.PERSON_SET or (line.due is not None and line.due <= at)

    def leave(self, slot: Slot) -> None:
        self.past = replace(self.past, left=self.past.left | {slot})

    def has_left(self, slot: Slot) -> bool:
        return slot in self.past.left

    @property
    def dues(self) -> Iterator[dt.datetime]:
        """Of all that is still to come."""
        return (line.due for line in self.now.values() if line.due and not self.has_left(line.slot))

    def replies(self, slot: Slot) -> float:
        """How many answers one message of it brings in."""
        item = self.course.items.get(slot)
        return item.replies / max(1, len(item.people)) if item else 0.0

    def shift(self, line: Planned) -> dt.timedelta:
        """How much later a cap has it."""
        before = self.moved.get(line.slot)
        if before is None or line.due is None or line.reason is not Reason.CAP:
            return dt.timedelta()
        return line.due - before.at

    def put(self, line: Planned) -> None:
        """A line that something else than time has changed."""
        others = {slot: one for slot, one in self.past.settled.items() if slot != line.slot}
        self.now[line.slot], self.under_way[line.slot] = line, line.due
        self.past = replace(self.past, settled={**others, **settled((line,))})

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
