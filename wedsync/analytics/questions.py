"""What a vendor asks about a period, answered from the daily figures. Bounded queries each."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import ExtractIsoWeekDay

from messaging.channels.registry import channels
from wedsync.analytics.models import DailyFigures, HourlyActs
from wedsync.analytics.shares import Counts, total
from wedsync.lib.translated import translated
from wedsync.vendors.models import Vendor

MOST_VARIANTS = 100
COUNTED = ("sent", "delivered", "clicked", "replied", "engaged", "stopped", "micros")
Period = tuple[dt.date, dt.date]  # the first and the last day


def before(period: Period) -> Period:
    """As many days, just before."""
    first, last = period
    length = last - first + dt.timedelta(days=1)
    return first - length, last - length


def by_channel(vendor: Vendor, period: Period) -> dict[str, Counts]:
    return _by(vendor, period, "channel")


def by_stage(vendor: Vendor, period: Period) -> dict[str, Counts]:
    return _by(vendor, period, "stage")


def by_day(vendor: Vendor, period: Period) -> list[tuple[dt.date, Counts]]:
    """Every day of the period, also those on which nothing left."""
    found: Mapping[Any, Counts] = _by(vendor, period, "day")
    first, last = period
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    return [(day, found.get(day, Counts())) for day in days]


def by_variant(vendor: Vendor, period: Period) -> list[tuple[str, str, Counts]]:
    """Template, "A, E-mail, en" and counts; the most sent first, a hundred at most."""
    named = {
        "name": F("variant__version__template__name"),
        "key": F("variant__key"),
        "language": F("variant__language"),
    }
    figures: Any = _figures(vendor, period)  # django-stubs know no keyword of `values`
    rows = (
        figures.exclude(variant=None)
        .order_by()
        .values("channel", **named)
        .annotate(**_sums())
        .order_by("-sent_", "name", "key")[:MOST_VARIANTS]
    )
    return [(row["name"], _variant(row), _counts(row)) for row in rows]


def spent(vendor: Vendor, period: Period) -> list[tuple[str, int]]:
    """(currency, millionths) of what messages of the period cost."""
    rows = _figures(vendor, period).exclude(currency="").order_by().values("currency")
    sums = rows.annotate(all=Sum("micros")).order_by("currency")
    return [(row["currency"], row["all"]) for row in sums]


def by_hour(vendor: Vendor, period: Period) -> dict[tuple[int, int], int]:
    """How often people acted, by (ISO weekday, hour) on the vendor's wall."""
    rows = (
        HourlyActs.objects.filter(vendor=vendor, day__range=period)
        .order_by()
        .annotate(weekday=ExtractIsoWeekDay("day"))
        .values("weekday", "hour")
        .annotate(all=Sum("acts"))
    )
    return {(row["weekday"], row["hour"]): row["all"] for row in rows}


def in_all(vendor: Vendor, period: Period) -> Counts:
    return total(by_channel(vendor, period).values())


def _by(vendor: Vendor, period: Period, name: str) -> dict[Any, Counts]:
    rows = _figures(vendor, period).order_by().values(name).annotate(**_sums()).order_by(name)
    return {row[name]: _counts(row) for row in rows}


def _figures(vendor: Vendor, period: Period) -> QuerySet[DailyFigures]:
    return DailyFigures.objects.filter(vendor=vendor, day__range=period)


def _sums() -> dict[str, Sum]:
    return {f"{name}_": Sum(name) for name in COUNTED}


def _counts(row: Mapping[str, Any]) -> Counts:
    return Counts(**{name: int(row[f"{name}_"] or 0) for name in COUNTED})


def _variant(row: Mapping[str, Any]) -> str:
    """ "A, E-mail, en"."""
    known = channels().get(row["channel"])
    channel = translated(known.label) if known else row["channel"]
    return f"{row['key']}, {channel}, {row['language']}"
