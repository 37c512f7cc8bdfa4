"""Budgets, wants, and what the ledger says about them."""

import datetime as dt
import uuid

from django.db.models import Sum

from wedsync.billing.allot import Want
from wedsync.billing.models import Budget, BudgetEntry, BudgetTotal, Price
from wedsync.billing.money import Money
from wedsync.vendors.tenancy import operator

NOW = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
JUNE, JULY = dt.date(2027, 6, 1), dt.date(2027, 7, 1)


def budget(vendor_id, limit, **other):
    """`limit` in minor units."""
    chosen = {"channel": "sms", "currency": "USD", **other}
    return Budget.objects.create(vendor_id=vendor_id, limit=limit, **chosen)


def price(vendor_id=None, **other):
    chosen = {"channel": "sms", "micros": 8_300, "currency": "USD", "from_day": JUNE, **other}
    with operator():
        return Price.objects.create(vendor_id=vendor_id, **chosen)


def want(micros, *, essential=False, channel="sms", currency="USD"):
    return Want(uuid.uuid4(), uuid.uuid4(), channel, Money(micros, currency), essential)


def key(one):
    return one.message_id, one.attempt_id


def spent(**which):
    """From the running totals; without a channel of all of them together."""
    which = {"channel": "", "currency": "USD", "month": JUNE, **which}
    return sum(BudgetTotal.objects.filter(**which).values_list("spent", flat=True))


def cost_of(one):
    entries = BudgetEntry.objects.filter(message_id=one.message_id, attempt_id=one.attempt_id)
    return entries.aggregate(sum=Sum("micros"))["sum"]


def by_total():
    rows = BudgetTotal.objects.values_list("month", "currency", "channel", "spent")
    return {tuple(row[:3]): row[3] for row in rows}


def by_entries():
    """What the totals must be."""
    place = ("month", "currency", "channel")
    rows = BudgetEntry.objects.order_by().values(*place).annotate(sum=Sum("micros"))
    sums = {}
    for row in rows:
        for channel in (row["channel"], ""):
            pot = (row["month"], row["currency"], channel)
            sums[pot] = sums.get(pot, 0) + row["sum"]
    return sums
