"""What one is asked when something goes wrong: what happened, who must know, and how."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.emergencies.start import LONGEST, Alarm
from campaigns.models import EmergencyReason
from messaging.channels.registry import channels
from wedsync.lib.ids import uuid7
from wedsync.lib.translated import offered, translated
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

PLACES = (_("First"), _("Then"), _("And then"))
URGENT = ("sms", "whatsapp", "push", "email")  # what rings, before what is read some time
PRESENT = ("day_of", "planner", "partner_a")  # who is likely to look


class EmergencyForm(forms.Form):
    """`person-1` …, `way-1` …: one choice for each place of the order, without a script."""

    reason = forms.ChoiceField(
        choices=offered([("", worded("Choose")), *EmergencyReason.choices]),
        label=_("What has happened"),
    )
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("What they must know"),
        help_text=_("In your own words. We add how to answer."),
    )
    every_minutes = forms.IntegerField(
        min_value=1,
        max_value=60,
        initial=5,
        label=_("Minutes until the next is tried"),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, vendor: Vendor, wedding: Wedding, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(Person.objects.filter(vendor=vendor, client=wedding.client_id))
        people.sort(key=_likely)
        names = [
            (str(one.pk), f"{one}, {translated(one.get_role_display()).lower()}") for one in people
        ]
        ways = [(way, translated(channels()[way].label)) for way in URGENT if way in channels()]
        self.fields["key"].initial = str(uuid7())
        for number, place in enumerate(PLACES):
            self.fields[f"person-{number}"] = _choice(
                _("{place}, whom").format(place=place), names, number
            )
        for number, place in enumerate(PLACES):
            self.fields[f"way-{number}"] = _choice(
                _("{place}, how").format(place=place), ways, number
            )

    @property
    def people(self) -> list[forms.BoundField]:
        return [self[f"person-{number}"] for number in range(len(PLACES))]

    @property
    def ways(self) -> list[forms.BoundField]:
        return [self[f"way-{number}"] for number in range(len(PLACES))]

    @property
    def alarm(self) -> Alarm:
        said = self.cleaned_data
        people = [said[field.name] for field in self.people]
        ways = [said[field.name] for field in self.ways]
        return Alarm(
            reason=said["reason"],
            text=said["text"],
            people=[forms.UUIDField().clean(one) for one in people if one],
            ways=list(dict.fromkeys(way for way in ways if way)),
            every_minutes=said["every_minutes"],
            key=said["key"],
        )


def _choice(label: str, choices: list[tuple[str, str]], number: int) -> forms.ChoiceField:
    initial = choices[number][0] if number < len(choices) else ""
    return forms.ChoiceField(
        choices=[("", _("Nobody else") if "whom" in label else _("No other way")), *choices],
        initial=initial,
        required=number == 0,
        label=label,
    )


def _likely(person: Person) -> tuple[int, str]:
    known = person.role in PRESENT
    return PRESENT.index(person.role) if known else len(PRESENT), str(person)
