"""When a result may be looked at: twelve times at most, evenly spread. Pure.

Every look is another chance for noise to look like a winner, so they are counted and kept apart.
"""

import datetime as dt

MOST = 12
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


def next_look(
    started: dt.datetime, taken: int, last: dt.datetime | None, horizon_days: int
) -> dt.datetime | None:
    """When the next look is due: the first after a week, the twelfth at the horizon, never two
    within a day. None after the last one."""
    if taken >= MOST:
        return None
    spread = max(dt.timedelta(days=horizon_days) - WEEK, DAY * (MOST - 1)) / (MOST - 1)
    due = started + WEEK + taken * spread
    return due if last is None else max(due, last + DAY)
