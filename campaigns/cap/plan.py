"""Place what is planned so that no rule is exceeded: the least important moves first.

Greedy by rank, each at its wish or on the next free day after it. Whoever ranks higher is placed
without regard to those below, so raising a rank never makes a message later; and every message
starts from its wish, not from where it was moved before, so planning twice is planning once.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Protocol

from campaigns.cap.capacity import Capacity, Load
from campaigns.cap.diary import Diary
from campaigns.cap.item import Fate, Item, Left, OnExceed, Placed, Rule
from campaigns.cap.order import rank
from messaging.policy.facts import Purpose
from wedsync.weddings.calendar import at_local, is_protected, local_day

MOST_DAYS = 35  # a message is never moved further: a calendar month, and a few days
STRICTNESS = tuple(OnExceed)


class Limit(Protocol):
    key: str
    on_exceed: OnExceed

    def has_room(self, item: Item, at: dt.datetime) -> bool: ...
    def note(self, item: Item | Left, at: dt.datetime) -> None: ...


def plan(
    items: Sequence[Item],
    left: Sequence[Left],
    rules: Sequence[Rule],
    now: dt.datetime,
    capacity: Capacity | None = None,
) -> tuple[Placed, ...]:
    """Every item, in the order given. At most MOST_DAYS looks at every rule for each of them."""
    limits: list[Limit] = [*map(Diary, rules), *([Load(capacity)] if capacity else [])]
    for one in left:
        _note(one, one.at, limits)
    placed = {item.key: _place(item, limits, now) for item in sorted(items, key=rank)}
    return tuple(placed[item.key] for item in items)


def _place(item: Item, limits: Sequence[Limit], now: dt.datetime) -> Placed:
    placed = _decided(item, limits, now)
    if placed.at is not None:
        _note(item, placed.at, limits)
    return placed


def _note(item: Item | Left, at: dt.datetime, limits: Sequence[Limit]) -> None:
    for limit in limits:
        limit.note(item, at)


def _decided(item: Item, limits: Sequence[Limit], now: dt.datetime) -> Placed:
    if item.purpose is Purpose.EMERGENCY:
        return Placed(item, Fate.KEPT, max(item.wish, now))
    against = _against(item, limits)
    if against is None and item.wish >= now:
        return Placed(item, Fate.KEPT, item.wish)
    rule = against.key if against else ""
    if against and item.purpose is not Purpose.CONTRACTUAL and against.on_exceed != OnExceed.MOVE:
        fate = Fate.SKIPPED if against.on_exceed == OnExceed.SKIP else Fate.ASKED
        return Placed(item, fate, None, rule)
    at = next((day for day in _days(item, now) if _has_room(item, day, limits)), None)
    return Placed(item, Fate.MOVED, at, rule) if at else _crowded(item, rule, now)


def _against(item: Item, limits: Sequence[Limit]) -> Limit | None:
    """The strictest of the limits that its wish would break."""
    broken = [limit for limit in limits if not limit.has_room(item, item.wish)]
    return max(broken, key=lambda one: STRICTNESS.index(one.on_exceed), default=None)


def _has_room(item: Item, at: dt.datetime, limits: Sequence[Limit]) -> bool:
    return all(limit.has_room(item, at) for limit in limits)


def _days(item: Item, now: dt.datetime) -> Iterator[dt.datetime]:
    """Its own hour on the days after its wish, where it is free, not past, and not too late."""
    first, hour = local_day(item.wish, item.zone), item.wish.astimezone(item.zone).time()
    for number in range(1, MOST_DAYS + 1):
        at = at_local(first + dt.timedelta(days=number), hour, item.zone)
        if item.last and at >= item.last:
            return
        if at >= now and not is_protected(at, item.closed):
            yield at


def _crowded(item: Item, rule: str, now: dt.datetime) -> Placed:
    """Nothing is free in time. What the contract asks for goes all the same."""
    if item.purpose is Purpose.CONTRACTUAL:
        return Placed(item, Fate.KEPT, max(item.wish, now), rule)
    return Placed(item, Fate.ASKED, None, rule)
