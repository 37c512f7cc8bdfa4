"""Whether a new date is so far off, so close or so odd that a person should look at it first."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from wedsync.lib.worded import worded
from wedsync.weddings.calendar.dates import Precision, Span, WeddingDate

VAGUENESS = (Precision.EXACT, Precision.MONTH, Precision.OPEN)


class Caution(StrEnum):
    PAST = "past"
    NEAR = "near"
    VAGUE = "vague"
    FAR = "far"


@dataclass(frozen=True)
class Limits:
    """In days: a longer move waits for a person, and so does any move so close to the wedding."""

    far: int = 14
    near: int = 30


USUAL = Limits()


def caution(
    before: WeddingDate, after: WeddingDate, today: dt.date, limits: Limits = USUAL
) -> Caution | None:
    """Why a move that no person made waits for one; the gravest reason, None: it needn't wait.

    A wedding that had no date yet may get any that lies far enough ahead. Where its day stays, no
    move was made: whatever its other days do, even in the past, nothing waits.
    """
    old, new = _place(before), _place(after)
    if old == new:
        return None
    if new and new.last < today:
        return Caution.PAST
    if _is_near(old, today, limits) or _is_near(new, today, limits):
        return Caution.NEAR
    if VAGUENESS.index(after.precision) > VAGUENESS.index(before.precision):
        return Caution.VAGUE
    return Caution.FAR if old and new and distance(old, new) > limits.far else None


def because(why: Caution, limits: Limits = USUAL) -> str:
    """As the end of a sentence."""
    match why:
        case Caution.PAST:
            return worded("that day is over")
        case Caution.NEAR:
            return worded("it is as close as {span} to today", span=_days(limits.near))
        case Caution.VAGUE:
            return worded("we know the date better than that")
        case Caution.FAR:
            return worded("it is more than {span} from the one we know", span=_days(limits.far))


def _days(number: int) -> str:
    return worded("a day") if number == 1 else worded("{count} days", count=number)


def distance(one: Span, other: Span) -> int:
    """Days between two stretches; those that touch or overlap are 0 or 1 apart."""
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def _place(when: WeddingDate) -> Span | None:
    """Where it lies: its day, or its month. Its other days move with it and say nothing."""
    return Span(when.day, when.day) if when.day else when.span


def _is_near(place: Span | None, today: dt.date, limits: Limits) -> bool:
    if place is None or place.last < today:
        return False
    return (place.first - today).days <= limits.near
