"""When an account rests, and how its pace falls and recovers. Pure.

The pace follows AIMD (additive increase, multiplicative decrease), as TCP does: a 429 halves it,
and each minute without one gives a tenth of the full pace back.
"""

import datetime as dt

PATIENCE = 3  # failures in a row
SHORTEST, LONGEST = dt.timedelta(seconds=15), dt.timedelta(minutes=10)
SLOWEST = 0.05
RECOVERY = 0.1  # of the full pace, a minute


def rest(failures: int) -> dt.timedelta | None:
    """How long to leave an account alone after so many failures in a row; None: not yet."""
    if failures < PATIENCE:
        return None
    doublings: int = min(failures - PATIENCE, 16)
    return min(LONGEST, SHORTEST * (1 << doublings))


def share(slowness: float, slowed_at: dt.datetime | None, now: dt.datetime) -> float:
    """The share of its pace an account may use now, from SLOWEST to 1."""
    if slowed_at is None:
        return 1.0
    minutes = max(0.0, (now - slowed_at).total_seconds() / 60)
    return min(1.0, max(SLOWEST, slowness) + RECOVERY * minutes)


def after_limit(slowness: float, slowed_at: dt.datetime | None, now: dt.datetime) -> float:
    """The share that is left after one more 429."""
    return max(SLOWEST, share(slowness, slowed_at, now) / 2)
