"""A vendor's budgets through the months to come."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from wedsync.billing.limits import Left, Limit, covering, fits, in_force, month_of
from wedsync.billing.money import Money
from wedsync.weddings.calendar import add_months, at_local, local_day

Pots = dict[tuple[dt.date, str, str], int]  # month, currency, channel


@dataclass
class Purse:
    """`spent`: micro-units so far, by month, currency and channel ("" for all of them)."""

    zone: ZoneInfo
    currency: str = "USD"
    limits: tuple[Limit, ...] = ()
    spent: Pots = field(default_factory=dict)

    def rest(self, channel: str, at: dt.datetime) -> int | None:
        """What the strictest limit leaves of this month; None without one."""
        rests = [left.rest.micros for left in self._lefts(channel, at) if left.limit.stops]
        return min(rests, default=None)

    def renews_at(self, at: dt.datetime) -> dt.datetime:
        return at_local(add_months(self._month(at), 1), dt.time(), self.zone)

    def take(self, channel: str, micros: int, at: dt.datetime, *, essential: bool) -> bool:
        """Spend it, unless a limit forbids: what is essential goes beyond the limit."""
        lefts = self._lefts(channel, at)
        if not essential and not fits(Money(micros, self.currency), lefts):
            return False
        for left in lefts:
            pot = self._pot(left.limit, at)
            self.spent[pot] = self.spent.get(pot, 0) + micros
        return True

    def _lefts(self, channel: str, at: dt.datetime) -> list[Left]:
        limits = in_force(self.limits, self._month(at))
        lefts = [Left(limit, self.spent.get(self._pot(limit, at), 0)) for limit in limits]
        return covering(lefts, channel)

    def _pot(self, limit: Limit, at: dt.datetime) -> tuple[dt.date, str, str]:
        return self._month(at), limit.currency, limit.channel

    def _month(self, at: dt.datetime) -> dt.date:
        return month_of(local_day(at, self.zone))
