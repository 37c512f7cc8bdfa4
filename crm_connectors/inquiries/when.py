"""How a couple says when they marry: a day, a month, or not yet."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wedsync.lib.dates import dated
from wedsync.weddings.calendar import LATEST_YEAR
from wedsync.weddings.models import Precision

MONTHS_AHEAD = 48
KNOWN = [
    (Precision.EXACT.value, _("We know the day")),
    (Precision.MONTH.value, _("We know the month")),
    (Precision.OPEN.value, _("We don't know yet")),
]


def months(today: dt.date) -> list[tuple[str, str]]:
    """From this month on: `2027-06`, `June 2027`."""
    ahead = [divmod(today.month - 1 + n, 12) for n in range(MONTHS_AHEAD)]
    firsts = [dt.date(today.year + years, month + 1, 1) for years, month in ahead]
    language = get_language() or "en"
    return [(f"{day:%Y-%m}", dated(day, "MMMM y", language)) for day in firsts]


def when_fields(today: dt.date) -> dict[str, forms.Field]:
    picker = forms.DateInput(
        attrs={"type": "date", "min": today.isoformat(), "max": f"{LATEST_YEAR}-12-31"},
        format="%Y-%m-%d",
    )
    return {
        "known": forms.ChoiceField(
            choices=KNOWN,
            widget=forms.RadioSelect,
            required=False,
            label=_("When is your wedding?"),
        ),
        "day": forms.DateField(
            required=False, widget=picker, input_formats=["%Y-%m-%d"], label=_("Day")
        ),
        "month": forms.ChoiceField(
            required=False, choices=[("", "—"), *months(today)], label=_("Month")
        ),
    }


def read_when(said: dict[str, Any], today: dt.date) -> tuple[dt.date | None, str]:
    """(date, precision) of what was cleaned. Raises ValidationError, naming the field."""
    known = said.get("known") or _filled_in(said)
    if known == Precision.EXACT:
        return _day(said.get("day"), today), known
    if known == Precision.MONTH:
        return _month(said.get("month")), known
    return None, Precision.OPEN.value


def _filled_in(said: dict[str, Any]) -> str:
    """Who only chose a day has said that they know it."""
    if said.get("day"):
        return Precision.EXACT.value
    return Precision.MONTH.value if said.get("month") else Precision.OPEN.value


def _day(day: dt.date | None, today: dt.date) -> dt.date:
    if day is None:
        raise forms.ValidationError(
            {"day": _("Choose the day, or say that you don't know it yet.")}
        )
    if not today <= day <= dt.date(LATEST_YEAR, 12, 31):
        raise forms.ValidationError({"day": _("This day lies behind us, or too far ahead.")})
    return day


def _month(month: str | None) -> dt.date:
    if not month:
        raise forms.ValidationError(
            {"month": _("Choose the month, or say that you don't know it yet.")}
        )
    return dt.date.fromisoformat(f"{month}-01")
