"""What is left of a vendor's budgets in a month."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from wedsync.billing.limits import Left, Limit, covering, in_force, month_of
from wedsync.billing.models import Budget, BudgetTotal
from wedsync.billing.totals import Pot


def budget_left(vendor_id: UUID, channels: Iterable[str], day: dt.date) -> dict[str, list[Left]]:
    """By channel, every limit that covers it: its own and the one of all channels together.

    `day` is the vendor's own. For a gate `limits.fits(estimate, left[channel])` is the question;
    only `reserve` gives an answer that holds, because others may spend meanwhile.
    """
    month = month_of(day)
    rows = BudgetTotal.objects.filter(vendor_id=vendor_id, month=month)
    spent = {Pot(month, row.currency, row.channel): row.spent for row in rows}
    lefts = with_spent(limits_of(vendor_id, month), month, spent)
    return {channel: covering(lefts, channel) for channel in channels}


def limits_of(vendor_id: UUID, month: dt.date) -> list[Limit]:
    rows = Budget.objects.filter(Q(month=month) | Q(month=None), vendor_id=vendor_id)
    return in_force([row.value for row in rows], month)


def with_spent(limits: Iterable[Limit], month: dt.date, spent: dict[Pot, int]) -> list[Left]:
    return [
        Left(limit, spent.get(Pot(month, limit.currency, limit.channel), 0)) for limit in limits
    ]
