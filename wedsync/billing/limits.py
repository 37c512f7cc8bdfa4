"""Limits of a budget, what is left of them, and whether a sum still fits. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from wedsync.billing.money import Money

ALL = ""  # instead of a channel: all of them together


@dataclass(frozen=True)
class Limit:
    """What may be spent in a month. `month` is its first day; None means every month."""

    channel: str
    micros: int
    currency: str
    stops: bool = True  # False: it is only watched
    month: dt.date | None = None


@dataclass(frozen=True)
class Left:
    """A limit, and what is reserved or spent of it so far, in micro-units."""

    limit: Limit
    spent: int

    @property
    def rest(self) -> Money:
        """Below zero where something essential had to go beyond the limit."""
        return Money(self.limit.micros - self.spent, self.limit.currency)


def month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def in_force(limits: Iterable[Limit], month: dt.date) -> list[Limit]:
    """One a channel and currency: a month's own limit takes the place of every month's."""
    general_first = sorted(limits, key=lambda limit: limit.month is not None)
    chosen = {
        (limit.channel, limit.currency): limit
        for limit in general_first
        if limit.month in {None, month}
    }
    return list(chosen.values())


def covering(lefts: Iterable[Left], channel: str) -> list[Left]:
    """The channel's own limits, and those of all channels together."""
    return [left for left in lefts if left.limit.channel in {ALL, channel}]


def fits(money: Money, lefts: Iterable[Left]) -> bool:
    """Whether none of the limits that cover a channel forbids this sum.

    What costs nothing always fits. A sum in a currency that no limit counts fits only where
    nothing is limited: otherwise another currency would be the way around every limit.
    """
    stopping = [left for left in lefts if left.limit.stops]
    if money.micros <= 0 or not stopping:
        return True
    counting = [left for left in stopping if left.limit.currency == money.currency]
    return bool(counting) and all(money.micros <= left.rest.micros for left in counting)
