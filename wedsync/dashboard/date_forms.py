"""A wedding's date as far as it is known, and days in years in which somebody may wed."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wedsync.dashboard.forms import Day
from wedsync.weddings.calendar import EARLIEST_YEAR, LATEST_YEAR, Precision


class SomeDay(forms.DateField):
    """In a year in which somebody may wed, or none."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        super().__init__(widget=Day, required=False, label=label, help_text=help_text)

    def clean(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().clean(value)
        if day and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise forms.ValidationError(
                _("No wedding takes place in the year {year}.").format(year=day.year)
            )
        return day


class DatedForm(forms.Form):
    """With a `date`, and how much of it is `known`: only an open date is none."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        dated = cleaned.get("date") or "date" in self.errors
        if not dated and cleaned.get("known") != Precision.OPEN:
            self.add_error("date", _("Which day, or a day in which month?"))
        return cleaned
