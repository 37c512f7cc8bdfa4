"""How many messages are enough: what a cap counts, and when one more is within it. Pure.

The planner asks a week ahead and the gate when a message is about to leave: of the same rules.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum
from zoneinfo import ZoneInfo

from messaging.policy.facts import Cap, Purpose
from wedsync.weddings.calendar import Window, add_months, local_day, span_window, week_of
from wedsync.weddings.calendar.dates import Span

A_DAY = 24
AT_ONCE = dt.timedelta(hours=1)


class Scope(StrEnum):
    """Whose messages are counted together."""

    PERSON = "person"
    COUPLE = "couple"  # everybody of one account
    CHANNEL = "channel"  # a person's, each channel by itself


class Per(StrEnum):
    DAY = "day"
    WEEK = "week"  # from Monday
    MONTH = "month"


def counts(cap: Cap, purpose: str, channel: str) -> bool:
    """Never an emergency. What the contract asks for only by the day: that is politeness."""
    if purpose == Purpose.EMERGENCY or purpose not in cap.purposes:
        return False
    if purpose == Purpose.CONTRACTUAL and not by_the_day(cap):
        return False
    return not cap.channels or channel in cap.channels


def by_the_day(cap: Cap) -> bool:
    return cap.per == Per.DAY or (not cap.per and cap.hours <= A_DAY)


def fits(cap: Cap, at: dt.datetime, times: Sequence[dt.datetime], zone: ZoneInfo) -> bool:
    """Whether one more at `at` leaves no window over. `times`: sorted, before and after it."""
    if cap.per:
        return len(_together(cap.per, at, times, zone)) < cap.most
    place, span = bisect_left(times, at), dt.timedelta(hours=cap.hours)
    for first in range(max(0, place - cap.most), min(place, len(times) - cap.most) + 1):
        group = [*times[first : first + cap.most], at]
        if max(group) - min(group) < span:
            return False
    return True


def free_from(
    cap: Cap, times: Sequence[dt.datetime], now: dt.datetime, zone: ZoneInfo
) -> dt.datetime | None:
    """When the next is within a cap that is reached; None: it is not reached. `times`: sorted."""
    if cap.per:
        full = len(_together(cap.per, now, times, zone)) >= cap.most
        return _window(cap.per, now, zone).end if full else None
    span = dt.timedelta(hours=cap.hours)
    falls_out = [at + span for at in times if at + span > now]
    return falls_out[-cap.most] if len(falls_out) >= cap.most else None


def occasions(times: Sequence[dt.datetime]) -> list[dt.datetime]:
    """What several of a couple get within the hour counts once. `times`: sorted."""
    kept: list[dt.datetime] = []
    for at in times:
        if not kept or at - kept[-1] >= AT_ONCE:
            kept.append(at)
    return kept


def _together(
    per: str, at: dt.datetime, times: Sequence[dt.datetime], zone: ZoneInfo
) -> list[dt.datetime]:
    """Those in the day, week or month of `at`; an hour that comes twice belongs to one of them."""
    start, end = _window(per, at, zone)
    days = _days(Per(per), local_day(at, zone))
    near = times[bisect_left(times, start) : bisect_left(times, end)]
    return [one for one in near if days.first <= local_day(one, zone) <= days.last]


def _window(per: str, at: dt.datetime, zone: ZoneInfo) -> Window:
    return span_window(_days(Per(per), local_day(at, zone)), zone)


def _days(per: Per, day: dt.date) -> Span:
    match per:
        case Per.DAY:
            return Span(day, day)
        case Per.WEEK:
            return week_of(day)
        case Per.MONTH:
            first = day.replace(day=1)
            return Span(first, add_months(first, 1) - dt.timedelta(days=1))
