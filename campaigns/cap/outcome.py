"""What becomes of a planned step whose place was found, and when that is written down.

The plan of every six hours and the simulator read it here, so that both move the same.
"""

import datetime as dt

from campaigns.cap.item import Fate, Placed
from campaigns.cap.plan import MOST_DAYS
from campaigns.timeline import Reason, Stand

EVERY = dt.timedelta(hours=6)  # by the clock, in UTC: at 0, 6, 12 and 18
A_WEEK = dt.timedelta(days=7)
AHEAD = A_WEEK + dt.timedelta(days=MOST_DAYS)
STANDS = {
    Fate.MOVED: Stand.PLANNED,
    Fate.KEPT: Stand.PLANNED,
    Fate.ASKED: Stand.ASKED,
    Fate.SKIPPED: Stand.SKIPPED,
}
UNDONE = frozenset({Stand.SKIPPED, Stand.ASKED})


def takes_part(
    stand: Stand, due: dt.datetime | None, reason: Reason, wish: dt.datetime, now: dt.datetime
) -> bool:
    """Whether a step is placed: it comes soon, or a cap took its place and may give it back."""
    if stand is Stand.PLANNED:
        return due is not None and now - A_WEEK < due <= now + AHEAD
    return stand in UNDONE and reason is Reason.CAP and wish > now


def is_news(placed: Placed, stand: Stand, due: dt.datetime | None, now: dt.datetime) -> bool:
    """Only of what comes near enough."""
    return is_near(placed, due, now) and (stand, due) != (STANDS[placed.fate], placed.at)


def is_near(placed: Placed, due: dt.datetime | None, now: dt.datetime) -> bool:
    """What is further off than a week has its turn when it is nearer."""
    return min(placed.item.wish, due or placed.item.wish) <= now + A_WEEK
