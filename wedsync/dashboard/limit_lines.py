"""The month's limits, guarded: two owners who set one see each other's figure first."""

from zoneinfo import ZoneInfo

from django.utils.timezone import now as current_time
from django.utils.translation import gettext as _

from wedsync.billing.left import limits_of
from wedsync.billing.limits import Limit, month_of
from wedsync.billing.money import Money, format_money
from wedsync.dashboard.door import PageRequest
from wedsync.dashboard.meanwhile import Data, Line, held, one, seen_in
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day


def limits_mark(request: PageRequest) -> str:
    """Of all of them, since the form says only afterwards which one it sets."""
    return seen_in(sorted(map(repr, _limits(request))))


def limit_lines(request: PageRequest, data: Data, channel: str, currency: str) -> list[Line]:
    if data:
        return one(_("Limit"), f"{data.get('limit', '')} {currency}")
    locale = request.vendor.locale
    told = [
        format_money(Money(limit.micros, limit.currency), locale)
        for limit in _limits(request)
        if (limit.channel, limit.currency) == (channel, currency)
    ]
    return one(_("Limit"), ", ".join(told))


def _limits(request: PageRequest) -> list[Limit]:
    vendor = held(request, Vendor.objects.filter(pk=request.vendor.pk)).get()
    day = local_day(current_time(), ZoneInfo(vendor.timezone))
    return limits_of(vendor.pk, month_of(day))
