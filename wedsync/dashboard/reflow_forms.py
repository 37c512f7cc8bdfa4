"""What the pages about a wedding's date ask for: shapes only."""

from dataclasses import replace
from hashlib import blake2b
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Timeline
from campaigns.reflow.changes import Facts, Move, moved
from campaigns.reflows.facts import venue_zone
from wedsync.dashboard.date_forms import DatedForm, SomeDay
from wedsync.dashboard.forms import Day
from wedsync.lib.translated import offered
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Precision
from wedsync.weddings.models import Life

KNOWN = [
    (Precision.EXACT.value, _("On this day")),
    (Precision.MONTH.value, _("Only the month is known")),
    (Precision.OPEN.value, _("There is no date any more")),
]


class Clock(forms.TimeInput):
    input_type = "time"


class TimeForm(forms.Form):
    """A day and a time at the venue."""

    day = forms.DateField(widget=Day, label=_("Day"))
    at = forms.TimeField(widget=Clock(format="%H:%M"), label=_("Time"))


class EnterForm(forms.Form):
    timeline = forms.ModelChoiceField(Timeline.objects.none(), label=_("Put into a timeline"))

    def __init__(self, vendor: Vendor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["timeline"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        published = Timeline.objects.filter(vendor=vendor, archived_at=None, versions__number=1)
        field.queryset = published.order_by("name", "id")


class MoveForm(DatedForm):
    """`after(facts)` gives the facts it leads to."""

    date = SomeDay(_("New date"))
    known = forms.ChoiceField(choices=KNOWN, widget=forms.RadioSelect, label=_("How much is known"))
    days = forms.BooleanField(
        required=False, label=_("Its other days keep their distance (rehearsal, brunch)")
    )
    milestones = forms.BooleanField(
        required=False, label=_("So do the dates you agreed on (balance, headcount)")
    )
    zone = forms.CharField(
        max_length=64,
        required=False,
        label=_("Time zone of the venue"),
        help_text=_("Like Europe/Rome. Empty: your own."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    life = forms.ChoiceField(choices=offered(Life.choices), label=_("The wedding is"))

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"].strip()
        if zone and zone not in available_timezones():
            raise forms.ValidationError(_("Write it like Europe/Rome or America/New_York."))
        return zone

    def after(self, facts: Facts, vendor: Vendor) -> Facts:
        said = self.cleaned_data
        move = Move(said["date"], Precision(said["known"]), said["days"], said["milestones"])
        facts = moved(facts, move, venue_zone(facts, vendor))
        return replace(facts, zone=said["zone"], life=said["life"])


def mark(facts: Facts) -> str:
    """What somebody has looked at: another one says that it has changed since."""
    return blake2b(repr(facts).encode(), digest_size=8).hexdigest()


def initial(facts: Facts) -> dict[str, Any]:
    return {
        "date": facts.date,
        "known": facts.precision.value,
        "days": True,
        "milestones": False,
        "zone": facts.zone,
        "life": facts.life,
    }


def zones() -> list[str]:
    return sorted(name for name in available_timezones() if "/" in name)
