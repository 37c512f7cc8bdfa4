"""From the default week down to one person's: each level bends the one above it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from personalization.send_time.habit import UNSEEN, Habit
from personalization.send_time.week import DAY, HOURS, PEAK, Week, smoothed

SYSTEM_HOUR = 10  # on the reader's wall
WIDTH = 2.5  # hours around the usual one that are nearly as good
FLOOR = 0.5  # what the rest of the day is worth beside it


class Level(StrEnum):
    PERSON = "person"
    VENDOR = "vendor"
    SEGMENT = "segment"  # a kind of vendor, a role and a channel
    DEFAULT = "default"


# κ: how much must have been done before a level counts as much as the one above it. The fewer
# people it speaks of, the less its parent knows about just them.
STIFFNESS: Mapping[Level, float] = {Level.SEGMENT: 20.0, Level.VENDOR: 10.0, Level.PERSON: 6.0}


@dataclass(frozen=True)
class Ladder:
    """`usual` is the hour a vendor has chosen, 0 to 23, or None for the system's."""

    person: Habit = UNSEEN
    vendor: Habit = UNSEEN
    segment: Habit = UNSEEN
    usual: int | None = None

    @cached_property
    def shape(self) -> Week:
        """How good each hour is, relative to the others."""
        shape = usual_week(SYSTEM_HOUR if self.usual is None else self.usual)
        for level, habit in self.steps:
            shape = bent(shape, habit, STIFFNESS[level])
        return shape

    @property
    def steps(self) -> Sequence[tuple[Level, Habit]]:
        return (
            (Level.SEGMENT, self.segment),
            (Level.VENDOR, self.vendor),
            (Level.PERSON, self.person),
        )

    @property
    def level(self) -> Level:
        """The nearest one that has seen enough to count for as much as what is above it."""
        for level, habit in reversed(self.steps):
            if habit.weight >= STIFFNESS[level]:
                return level
        return Level.DEFAULT

    @property
    def confidence(self) -> float:
        """n/(n+κ) of the level that is named; 0 where none has seen enough."""
        weights = {level: habit.weight for level, habit in self.steps}
        seen = weights.get(self.level, 0.0)
        return seen / (seen + STIFFNESS[self.level]) if seen else 0.0


def usual_week(hour: int) -> Week:
    """Every day alike, best at `hour`. Raises ValueError for an hour there isn't."""
    if not 0 <= hour < DAY:
        raise ValueError("A day has the hours 0 to 23.")
    day = [_bump(min((at - hour) % DAY, (hour - at) % DAY)) for at in range(DAY)]
    return tuple(day * (HOURS // DAY))


def bent(parent: Week, habit: Habit, stiffness: float) -> Week:
    """(n · own + κ · parent) / (n + κ), hour by hour.

    n is what the parent would have expected to be done in the hours in which something waited,
    scaled so that all of it adds up to what was done: a busy reader is no better at every hour.
    `own` is what was done, over the same: an empirical Bayes estimate of a ratio (Clayton and
    Kaldor, 1987). With nothing seen n is 0, and the answer is the parent's to the last digit.
    κ weighs as much as that many signals at just this hour, smoothed like all others.
    """
    acted, waited, kept = smoothed(habit.acted), smoothed(habit.waited), stiffness * PEAK
    expected = [rate * hours for rate, hours in zip(parent, waited, strict=True)]
    level = sum(acted) / sum(expected) if sum(expected) else 0.0
    return tuple(
        rate * ((done + kept) / (level * hoped + kept))
        for rate, done, hoped in zip(parent, acted, expected, strict=True)
    )


def _bump(away: int) -> float:
    return FLOOR + (1 - FLOOR) * math.exp(-((away / WIDTH) ** 2) / 2)
