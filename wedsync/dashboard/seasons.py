"""A season before it happens: a calendar of what would leave, and every message behind a day."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from campaigns.imagined.simulate import Season, simulate
from campaigns.models import Enrollment
from campaigns.simulation import Fate, Line, Rules
from campaigns.timeline import SENTENCES
from campaigns.timelines.names import names_of
from messaging.policy.facts import Cap
from wedsync.billing.money import Money, format_money
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.dashboard.heat import months
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Person, Wedding

LENGTHS = [
    (30, _("30 days")),
    (90, _("90 days")),
    (183, _("half a year")),
    (366, _("a year")),
    (549, _("18 months")),
]
SATURDAYS = [
    ("", _("As they are")),
    ("closed", _("As if they were closed")),
    ("free", _("As if they were free")),
]
A_WEEK = 7 * 24
KEPT = 600  # seconds: whoever clicks from day to day looks at one and the same season
MOST = 300  # lines shown at once


class SeasonForm(forms.Form):
    days = forms.TypedChoiceField(choices=LENGTHS, coerce=int, initial=90, label=_("How far"))
    cap = forms.IntegerField(
        min_value=1,
        max_value=50,
        required=False,
        label=_("At most a week"),
        help_text=_("To a person. Empty: your limits as they are."),
    )
    saturdays = forms.ChoiceField(choices=SATURDAYS, required=False, label=_("Saturdays"))

    @property
    def rules(self) -> Rules:
        cap, saturdays = self.cleaned_data["cap"], self.cleaned_data["saturdays"]
        return Rules(
            cap=Cap(cap, A_WEEK) if cap else None,
            saturday_blanket=saturdays == "closed" if saturdays else None,
        )


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    """Asked without `days`, it only shows what can be asked."""
    asked = "days" in request.GET
    form = SeasonForm(request.GET if asked else None)
    context: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        season = _season(request.vendor, form)
        context |= _shown(request, season)
    return render(request, "seasons/index.html", context)


def _season(vendor: Vendor, form: SeasonForm) -> Season:
    asked = ":".join(str(value) for value in form.cleaned_data.values())
    key = f"season:{vendor.pk}:{asked}"
    found = cache.get(key)
    if not isinstance(found, Season):
        found = simulate(vendor, form.cleaned_data["days"], current_time(), form.rules)
        cache.set(key, found, KEPT)
    return found


def _shown(request: PageRequest, season: Season) -> dict[str, Any]:
    zone, found = ZoneInfo(request.vendor.timezone), season.figures
    chosen = _day(request.GET.get("day", ""))
    kept = request.GET.copy()
    kept.pop("day", None)
    first, last = local_day(season.start, zone), local_day(season.end, zone)
    return {
        "season": season,
        "months": months(found.sent, first, last, chosen),
        "asked": kept.urlencode(),
        "totals": _totals(season, request.vendor),
        "in_the_way": [
            (fate.value, _sentence(reason), count)
            for (fate, reason), count in found.reasons.most_common(20)
        ],
        "busy": _busy(request.vendor, season),
        "day": chosen,
        "lines": _lines(request.vendor, season, chosen, zone) if chosen else (),
        "zone": zone.key,
    }


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _sentence(reason: str) -> str:
    """A timeline's own reason is stored as a word; a gate's is a sentence already."""
    return SENTENCES.get(reason, reason)  # type: ignore[call-overload, no-any-return]  # a StrEnum


def _totals(season: Season, vendor: Vendor) -> list[tuple[str, int, str]]:
    """By channel: how many, for how much."""
    channels = sorted({channel for _, channel in season.figures.sent})
    return [
        (channel, _count(season, channel), _cost(season, vendor, channel)) for channel in channels
    ]


def _count(season: Season, channel: str) -> int:
    return sum(count for (_, by), count in season.figures.sent.items() if by == channel)


def _cost(season: Season, vendor: Vendor, channel: str) -> str:
    sums: dict[str, int] = {}
    for (_channel, by, currency), micros in season.figures.cost.items():
        if by == channel:
            sums[currency] = sums.get(currency, 0) + micros
    return ", ".join(
        format_money(Money(micros, currency), vendor.locale) for currency, micros in sums.items()
    )


def _busy(vendor: Vendor, season: Season) -> list[tuple[dt.date, Wedding, int]]:
    rows = sorted(season.figures.busy.items(), key=lambda item: -item[1])[:20]
    weddings = _weddings(vendor, [wedding for (_, wedding), _ in rows])
    return [(day, weddings[pk], count) for (day, pk), count in rows if pk in weddings]


def _lines(vendor: Vendor, season: Season, day: dt.date, zone: ZoneInfo) -> list[dict[str, Any]]:
    """What leaves on a day or what was to, with the names of whom it is for."""
    chosen = [line for line in season.lines if local_day(line.at, zone) == day][:MOST]
    weddings = _weddings(vendor, [line.wedding for line in chosen])
    people = Person.objects.filter(vendor=vendor).in_bulk([o.person for o in chosen if o.person])
    names = _names(chosen)
    return [
        {
            "line": line,
            "at": line.at.astimezone(zone),
            "wedding": weddings.get(line.wedding),
            "person": people.get(line.person) if line.person else None,
            "says": names.get((line.enrollment, line.slot.key), line.slot.key),
            "why": _sentence(line.reason or line.planned.value),
            "sent": line.fate is Fate.SENT,
        }
        for line in chosen
    ]


def _weddings(vendor: Vendor, ids: Sequence[UUID]) -> dict[UUID, Wedding]:
    return Wedding.objects.filter(vendor=vendor).select_related("client").in_bulk(ids)


def _names(lines: Sequence[Line]) -> dict[tuple[UUID, str], str]:
    inside = Enrollment.objects.filter(pk__in={line.enrollment for line in lines})
    return names_of(inside.select_related("version"))
