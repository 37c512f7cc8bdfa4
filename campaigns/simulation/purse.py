"""A vendor's budgets through the months to come."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wedsync.billing.limits import ALL, Left, Limit, covering, fits, in_force, month_of
from wedsync.billing.money import Money
from wedsync.weddings.calendar import add_months, at_local, local_day


class Pot(NamedTuple):
    """What is counted together. The channel "" stands for all of them."""

    month: dt.date
    currency: str
    channel: str


Pots = dict[Pot, int]


@dataclass
class Purse:
    """`zone`: the vendor's, whose months count. `spent`: micro-units so far."""

    zone: ZoneInfo
    limits: tuple[Limit, ...] = ()
    spent: Pots = field(default_factory=dict)

    def rest(self, channel: str, at: dt.datetime) -> int | None:
        """What the strictest limit leaves of this month, in micro-units; None without one."""
        rests = [left.rest.micros for left in self._lefts(channel, at) if left.limit.stops]
        return min(rests, default=None)

    def renews_at(self, at: dt.datetime) -> dt.datetime:
        return at_local(add_months(self._month(at), 1), dt.time(), self.zone)

    def take(self, channel: str, money: Money, at: dt.datetime, *, essential: bool) -> bool:
        """Spend it, unless a limit forbids: what is essential goes beyond the limit."""
        if not essential and not fits(money, self._lefts(channel, at)):
            return False
        for covered in (channel, ALL):
            pot = Pot(self._month(at), money.currency, covered)
            self.spent[pot] = self.spent.get(pot, 0) + money.micros
        return True

    def _lefts(self, channel: str, at: dt.datetime) -> list[Left]:
        month = self._month(at)
        lefts = [
            Left(limit, self.spent.get(Pot(month, limit.currency, limit.channel), 0))
            for limit in in_force(self.limits, month)
        ]
        return covering(lefts, channel)

    def _month(self, at: dt.datetime) -> dt.date:
        return month_of(local_day(at, self.zone))
