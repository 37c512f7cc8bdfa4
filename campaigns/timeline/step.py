"""What a timeline consists of: messages, and forks that choose which of them come."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import NamedTuple

from messaging.policy.facts import Purpose
from wedsync.weddings.calendar import Anchor, Counted, Offset

A_DAY = dt.timedelta(days=1)
ON_THE_DAY = Offset()
EXIT = "exit:"  # the anchor "exit:KEY" is the instant at which the fork KEY was decided


class Clock(StrEnum):
    """Whose wall a step's time of day is read from."""

    READER = "reader"  # at home until they travel, the venue's from then on
    VENUE = "venue"
    VENDOR = "vendor"


class Late(StrEnum):
    """What becomes of a step whose moment had passed before it could be planned."""

    SEND_NOW = "send_now"  # within its grace; later it is skipped
    SKIP = "skip"
    COMPRESS = "compress"  # spread with its fellows over the time that is left
    ASK = "ask"  # somebody decides
    CRITICAL = "critical"  # now, and the vendor is told


class Aside(StrEnum):
    """Which way a step steps aside for hours in which nothing may be said."""

    BEFORE = "before"
    AFTER = "after"


class Slot(NamedTuple):
    """One coming of a step in one enrollment: said once, whatever moves."""

    key: str
    occurrence: int = 1


class Lane(NamedTuple):
    """The exit of a fork that a step lies behind."""

    fork: str
    arm: str


@dataclass(frozen=True, kw_only=True)
class When:
    """A day to hang on, how far off, and the time on a wall.

    Without `at`, an anchor that is an instant keeps its own time; one that is a day has 10:00.
    """

    anchor: Anchor
    offset: Offset = ON_THE_DAY
    at: dt.time | None = None
    clock: Clock = Clock.READER


@dataclass(frozen=True, kw_only=True)
class Step:
    """One message of a timeline. `key` stays through all versions.

    `window`: local times between which it may go. `occurrences`: how many years of an anniversary.
    `best_hour`: each person's own within that window, else at its opening.
    `grace`: how late "now" still makes sense. `conditional`: it comes only if its condition holds.
    """

    key: str
    when: When
    purpose: Purpose = Purpose.HELPFUL
    role: str = "primary"
    channels: tuple[str, ...] = ("email",)
    window: tuple[dt.time, dt.time] | None = None
    late: Late = Late.SKIP
    grace: dt.timedelta = A_DAY
    lane: Lane | None = None
    conditional: bool = False
    occurrences: int = 1
    best_hour: bool = False

    @property
    def aside(self) -> Aside:
        """Deadlines are told before, everything else after."""
        deadline = self.purpose is Purpose.CONTRACTUAL and self.precedes
        return Aside.BEFORE if deadline else Aside.AFTER

    @property
    def precedes(self) -> bool:
        """Whether it comes before its anchor, or with it."""
        return next((amount for amount in astuple(self.when.offset) if amount), 0) <= 0

    @property
    def slots(self) -> Iterator[Slot]:
        return (Slot(self.key, number) for number in range(1, self.occurrences + 1))


class Kind(StrEnum):
    BRANCH = "branch"  # decided at its moment: yes or no
    WAIT = "wait"  # decided when its condition holds, at an instant, or after the longest wait


ARMS = {Kind.BRANCH: ("yes", "no"), Kind.WAIT: ("met", "instant", "longest")}


@dataclass(frozen=True, kw_only=True)
class Fork:
    """Where the way parts. A wait begins at its moment; `until` and `longest` end it."""

    key: str
    kind: Kind
    when: When
    until: When | None = None
    longest: dt.timedelta | None = None
    lane: Lane | None = None


@dataclass(frozen=True)
class Timeline:
    """One version of it. `gap`: at least so long between two late messages that are spread."""

    steps: tuple[Step, ...]
    forks: tuple[Fork, ...] = ()
    gap: dt.timedelta = 2 * A_DAY

    @property
    def slots(self) -> Iterator[tuple[Slot, Step]]:
        return ((slot, step) for step in self.steps for slot in step.slots)

    def fork(self, key: str) -> Fork:
        """Raises KeyError."""
        return {fork.key: fork for fork in self.forks}[key]


def numbered(when: When, occurrence: int) -> Anchor:
    """The anchor of an occurrence: of anniversaries the next year, else always the same."""
    if when.anchor.name != Counted.ANNIVERSARY:
        return when.anchor
    return Anchor(when.anchor.name, when.anchor.number + occurrence - 1)
