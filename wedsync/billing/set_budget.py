"""Say what a vendor wants to spend at most."""

import datetime as dt
from uuid import UUID

from django.db.models import Q

from wedsync.billing.limits import ALL
from wedsync.billing.models import Budget, Price
from wedsync.billing.money import Money
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record


def set_budget(
    vendor_id: UUID,
    limit: Money,
    *,
    actor: str,
    channel: str = ALL,
    month: dt.date | None = None,
    stops: bool = True,
) -> Budget:
    """One a channel, month and currency: a second one takes the place of the first.

    `month` is any day of it, None is every month. Raises Refusal.
    """
    if limit.micros < 0:
        raise Refusal("A budget can't be below zero.", code="below_zero")
    refuse_unpriced(vendor_id, channel, limit.currency)
    budget, _ = Budget.objects.update_or_create(
        vendor_id=vendor_id,
        channel=channel,
        month=month and month.replace(day=1),
        currency=limit.currency,
        defaults={"limit": limit.minor, "stops": stops},
    )
    said = {"limit": limit.minor, "currency": limit.currency, "channel": channel, "stops": stops}
    record(vendor_id, "budget.set", budget, actor=actor, data=said)
    return budget


def refuse_unpriced(vendor_id: UUID, channel: str, currency: str) -> None:
    """A budget counts its own currency only, so it would never be reached. Raises Refusal."""
    rows = Price.objects.filter(Q(vendor_id=vendor_id) | Q(vendor=None))
    if channel != ALL:
        rows = rows.filter(channel=channel)
    priced = sorted(rows.order_by().values_list("currency", flat=True).distinct())
    if currency in priced:
        return
    what = f"“{channel}”" if channel else worded("any channel")
    known = worded(", only in {currencies}", currencies=" and ".join(priced)) if priced else ""
    raise Refusal(
        "There is no price of {what} in {currency}{known}: this budget would never be reached.",
        code="unpriced",
        what=what,
        currency=currency,
        known=known,
    )
