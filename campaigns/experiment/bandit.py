"""How often each variant of a step that never ends is chosen next: as likely as it is best. Pure.

Thompson sampling (Biometrika 25, 1933), a day at a time. Its chance of being best is computed, not
drawn, and the only lot there is, a wedding's place, is stable: the same results, the same shares.
"""

from collections.abc import Mapping
from math import prod

from campaigns.experiment.posterior import Standing, average

FLOOR = 10  # percent, so that no variant is given up for a bad start
BUSY = 100  # weddings a quarter, below which there is nothing to follow
ENOUGH = 0.95
GAIN = 1.01  # what could still be won is less than a hundredth of the best rate


def shares(standings: Mapping[str, Standing]) -> dict[str, int]:
    """Percent by key, 100 together, none below the floor; of more than ten, the floor is less."""
    floor = min(FLOOR, 100 // len(standings))
    free = 100 - floor * len(standings)
    exact = {key: free * standing.best for key, standing in standings.items()}
    given = {key: floor + int(share) for key, share in exact.items()}
    owed = sorted(exact, key=lambda key: (int(exact[key]) - exact[key], key))
    for key in owed[: 100 - sum(given.values())]:
        given[key] += 1
    return given


def settled(standings: Mapping[str, Standing]) -> str:
    """The key that may keep everything: no other is notably better, most likely. "" if none may.

    The potential value remaining, as Scott (Applied Stochastic Models in Business and Industry 31,
    2015, section 3) stops by.
    """
    best = max(standings, key=lambda key: standings[key].best)
    others = [standing.rate for key, standing in standings.items() if key != best]
    chance = average(
        standings[best].rate, lambda x: prod(other.below(GAIN * x) for other in others)
    )
    return best if chance >= ENOUGH else ""
