"""Insights: what messages did in a period, by people's own acts, and every table as CSV."""

import csv
import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wedsync.analytics import questions
from wedsync.analytics.questions import Period
from wedsync.analytics.shares import Counts, bars, change, heat
from wedsync.billing.money import Money, format_money
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.dashboard.insight_tables import DAYS, TABLES, Table, return_table
from wedsync.lib.dates import dated
from wedsync.lib.translated import translated
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day

PERIODS = ((30, _("30 days")), (90, _("90 days")), (365, _("A year")))
USUAL = 90
# A cell that a spreadsheet would take for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    vendor, days = request.vendor, _days(request)
    period = _period(vendor, days)
    now, earlier = (questions.in_all(vendor, one) for one in (period, questions.before(period)))
    tables = {key: make(vendor, period) for key, make in TABLES.items()}
    context = {
        "periods": PERIODS,
        "days": days,
        "period": period,
        "now": now,
        "change": change(now, earlier),
        "figures": _money(vendor, period, now),
        "bars": _columns(vendor, period),
        "heat": _hours(tables["hours"]),
        "hours": range(24),
        "tables": tables,
        "beside": [tables["stages"], tables["returns"]],
    }
    return render(request, "insights/index.html", context)


@vendor_required()
@require_safe
def export(request: PageRequest, table: str) -> HttpResponse:
    if table not in TABLES:
        raise Http404(_("There is no such table."))
    period = _period(request.vendor, _days(request))
    found = TABLES[table](request.vendor, period)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{found.key}-{period[0]}-{period[1]}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    written = csv.writer(response)
    written.writerow(map(translated, found.columns))
    written.writerows([list(map(_cell, row)) for row in found.rows])
    return response


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _days(request: PageRequest) -> int:
    """Of those that are offered; anything else is the usual one."""
    given = request.GET.get("days", "")
    return int(given) if given in {str(days) for days, _ in PERIODS} else USUAL


def _period(vendor: Vendor, days: int) -> Period:
    """Up to and with today, the vendor's own."""
    last = local_day(current_time(), ZoneInfo(vendor.timezone))
    return last - dt.timedelta(days=days - 1), last


def _money(vendor: Vendor, period: Period, counts: Counts) -> dict[str, str]:
    """What it cost in each currency, and what one engaged message cost where there is only one."""
    spent = questions.spent(vendor, period)
    sums = [format_money(Money(micros, code), vendor.locale) for code, micros in spent]
    each = ""
    if len(spent) == 1 and counts.engaged:
        code, micros = spent[0]
        each = format_money(Money(micros // counts.engaged, code), vendor.locale)
    came = return_table(vendor, period)
    return {
        "spent": " + ".join(sums) or format_money(Money(0, vendor.currency), vendor.locale),
        "each": each,
        "returns": str(sum(int(row[2]) for row in came.rows)),
    }


def _columns(vendor: Vendor, period: Period) -> list[Any]:
    """Weeks where days would be too narrow to see."""
    found = questions.by_day(vendor, period)
    step = 1 if len(found) <= 31 else 7  # noqa: PLR2004 -- a month
    chunks = [found[at : at + step] for at in range(0, len(found), step)]
    return bars([(_label(part), sum(one.engaged for _, one in part)) for part in chunks])


def _label(part: list[tuple[dt.date, Counts]]) -> str:
    first, last = part[0][0], part[-1][0]
    one, other = (dated(day, "d MMM", get_language() or "en") for day in (first, last))
    return one if first == last else f"{one} – {other}"  # noqa: RUF001 -- from … to …


def _hours(table: Table) -> list[tuple[str, list[tuple[int, int]]]]:
    acts = {
        (day, hour): int(count)
        for day, row in enumerate(table.rows, 1)
        for hour, count in enumerate(row[1:])
    }
    return list(zip(DAYS, heat(acts), strict=True))
