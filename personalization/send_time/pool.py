"""What the couples of many vendors do, so that nobody can tell what those of one do.

Only weights by the hour of the week are pooled, and only where at least K vendors have something
to say (wedsync/lib/anonymity.py). No vendor counts for more than MOST, so that a big one is not
recognised in the whole, nor the answer for all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from personalization.send_time.habit import Habit, together
from wedsync.lib.anonymity import shared

MOST = 40.0  # weight of one vendor's acts: some fifteen answers

Key = tuple[str, str, str]  # kind of vendor, role, channel


@dataclass(frozen=True)
class Pool:
    """`vendors`: how many have done something that is in it."""

    habit: Habit
    vendors: int


def pooled(by_vendor: Iterable[Mapping[Key, Habit]]) -> dict[Key, Pool]:
    """One mapping a vendor. What fewer than K have acted for is not there at all."""
    acted = (
        {key: limited(habit) for key, habit in habits.items() if habit.weight > 0}
        for habits in by_vendor
    )
    return {key: Pool(together(habits), len(habits)) for key, habits in shared(acted).items()}


def limited(habit: Habit) -> Habit:
    """The same shape, of MOST at most."""
    share = min(1.0, MOST / habit.weight)
    return Habit(
        tuple(one * share for one in habit.acted), tuple(one * share for one in habit.waited)
    )
