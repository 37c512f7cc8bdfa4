"""Where a wedding stands on a given day: a fact of its date, never stored."""

import datetime as dt
from enum import StrEnum

from wedsync.weddings.calendar.dates import WeddingDate

# The last month: final guest count, last balance and run sheets all fall into it.
UPCOMING_DAYS = 30


class Stage(StrEnum):
    """In the order a wedding walks through them."""

    PLANNING = "planning"
    UPCOMING = "upcoming"
    DAY_OF = "day_of"
    POST_WEDDING = "post_wedding"


def stage_on(today: dt.date, when: WeddingDate, upcoming_days: int = UPCOMING_DAYS) -> Stage:
    """The stage on `today`, a local day of the venue. Only a new date can lead back a stage.

    Several days: day_of from the first to the last, the free days between included.
    Only a month known: upcoming as soon as its first day would be, since a message that comes
    early is a kindness and a late one is a loss; never day_of, since nobody knows which day;
    post_wedding when the whole month is over. An open date is planning until somebody fixes it.
    """
    if when.span is None:
        return Stage.PLANNING
    if today > when.span.last:
        return Stage.POST_WEDDING
    if when.day is not None and today >= when.span.first:
        return Stage.DAY_OF
    if (when.span.first - today).days <= upcoming_days:
        return Stage.UPCOMING
    return Stage.PLANNING


def days_to_go(today: dt.date, when: WeddingDate) -> int | None:
    """Days until the wedding day itself, negative once it is over; None unless it is exact."""
    return None if when.day is None else (when.day - today).days
