"""A vendor's budgets as they stand, for months to be lived through."""

import datetime as dt
from zoneinfo import ZoneInfo

from campaigns.simulation import Purse
from campaigns.simulation.purse import Pot
from wedsync.billing.limits import month_of
from wedsync.billing.models import Budget, BudgetTotal
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day


def purse_of(vendor: Vendor, now: dt.datetime) -> Purse:
    zone = ZoneInfo(vendor.timezone)
    totals = BudgetTotal.objects.filter(vendor=vendor, month__gte=month_of(local_day(now, zone)))
    return Purse(
        zone,
        tuple(row.value for row in Budget.objects.filter(vendor=vendor)),
        {Pot(row.month, row.currency, row.channel): row.spent for row in totals},
    )
