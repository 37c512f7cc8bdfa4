"""The form on a vendor's page: what this vendor asks, read as files and other systems are."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from crm_connectors.inquiries.agree import Ticked
from crm_connectors.inquiries.said import MOST_OF_A_NOTE, Said
from crm_connectors.inquiries.when import read_when, when_fields
from crm_connectors.inquiry_models import InquiryForm
from crm_connectors.people import (
    LONGEST_ADDRESS,
    MOST_GUESTS,
    parse_email,
    parse_phone,
    split_name,
)
from crm_connectors.typed import typed
from messaging.channels.registry import channels
from messaging.consent_texts import Topic, Wording, wordings
from messaging.writer import FIELDS
from wedsync.lib.dates import dated
from wedsync.lib.translated import translated
from wedsync.weddings.models import Precision

LONGEST_NAME = 160
ORDER = (
    *("name", "partner", "email", "phone", "known", "day", "month", "venue", "city", "guests"),
    *("note", "shown", "website"),
)
UNASKED = {"shown", "website"}
ALWAYS = {"name", "email", *UNASKED}
PARTS = {"date": ("known", "day", "month"), "venue": ("venue", "city")}  # else one of its name
DAY = {Precision.EXACT.value: "d MMMM y", Precision.MONTH.value: "MMMM y"}


class AskForm(forms.Form):
    """`shown` comes back as it was given, so that nobody agrees to words they haven't read."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        label=gettext_lazy("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    partner = forms.CharField(
        max_length=LONGEST_NAME,
        required=False,
        label=gettext_lazy("Your partner's name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.CharField(
        max_length=LONGEST_ADDRESS,
        label=gettext_lazy("E-mail"),
        widget=forms.TextInput(
            attrs={"type": "email", "inputmode": "email", "autocomplete": "email"}
        ),
    )
    phone = forms.CharField(
        max_length=40,
        required=False,
        label=gettext_lazy("Phone"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    venue = forms.CharField(max_length=200, required=False, label=gettext_lazy("Venue"))
    city = forms.CharField(max_length=120, required=False, label=gettext_lazy("City"))
    guests = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_GUESTS, label=gettext_lazy("Guests")
    )
    note = forms.CharField(
        max_length=MOST_OF_A_NOTE,
        required=False,
        label=gettext_lazy("What would you like to tell us?"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, label=gettext_lazy("Leave this empty"))

    data: QueryDict

    def __init__(self, asks: InquiryForm, today: dt.date, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="%s")
        self.data = data if data is not None else QueryDict()
        self.asks, self.today = asks, today
        self.language = get_language() or settings.LANGUAGE_CODE
        kept = {part for one in asks.questions for part in PARTS.get(one, (one,))} | ALWAYS
        every = {**self.fields, **when_fields(today)}
        self.fields = {name: every[name] for name in ORDER if name in kept}
        self.fields["email"].required = "phone" not in kept
        self.worded = self._worded()
        self.mark = ".".join([self.language, *(str(one.number) for one in self.worded.values())])
        self.initial.update(shown=self.mark, known=Precision.EXACT.value)
        self.changed = self._read_other_words()

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in UNASKED]

    @property
    def boxes(self) -> list[tuple[str, bool, str, str]]:
        """Key, whether it is ticked, channel, words. None is, until they tick it."""
        ticked = set(self.data.getlist("boxes"))
        return [
            (_key(one), _key(one) in ticked, translated(channels()[one.channel].label), said.text)
            for one, said in self.worded.items()
        ]

    @property
    def is_a_machine(self) -> bool:
        """People don't see that field."""
        return bool(self.cleaned_data["website"])

    @property
    def said(self) -> Said:
        given, (date, precision) = self.cleaned_data, self.cleaned_data["when"]
        return Said(
            names=(split_name(given["name"]), split_name(given.get("partner", ""))),
            email=given["email"],
            phone=given.get("phone", ""),
            language=self.language,
            date=date,
            precision=precision,
            venue=given.get("venue", ""),
            city=given.get("city", ""),
            guests=given.get("guests"),
            note=given.get("note", "").strip(),
            lines=tuple(self._lines()),
        )

    def ticked(self, seen: Mapping[str, str]) -> list[Ticked]:
        """`seen`: of the visit."""
        keys = set(self.data.getlist("boxes"))
        return [
            Ticked(one, wording, seen) for one, wording in self.worded.items() if _key(one) in keys
        ]

    def clean_email(self) -> str:
        return typed(parse_email, self.cleaned_data["email"], "")

    def clean_phone(self) -> str:
        country = self.asks.vendor.country
        return typed(lambda text: parse_phone(text, country), self.cleaned_data["phone"], "")

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        given["when"] = read_when(given, self.today)
        if not self.errors and not given.get("email") and not given.get("phone"):
            self.add_error("email", _("Leave an e-mail address or a phone number."))
        for one in self.ticked({}):
            if not given.get(FIELDS[one.topic.channel]):
                self.add_error(
                    FIELDS[one.topic.channel],
                    _("You ticked a box for it: write it here, or take the tick away."),
                )
        if self.changed:
            self.add_error(None, _("The words have changed meanwhile. Please read them once more."))
        return given

    def _worded(self) -> dict[Topic, Wording]:
        """What may be ticked, and the words beside it; by phone only where a number is asked."""
        ways = {"email"} if "phone" not in self.fields else set(channels())
        found = wordings(self.asks.vendor, self.language)
        return {
            one: wording
            for one, wording in found.items()
            if _key(one) in self.asks.boxes and one.channel in ways
        }

    def _read_other_words(self) -> bool:
        """Whether boxes were ticked beside other words: they come back empty."""
        if not self.data.getlist("boxes") or self.data.get("shown") == self.mark:
            return False
        self.data = self.data.copy()
        self.data.setlist("boxes", [])
        self.data["shown"] = self.mark
        return True

    def _lines(self) -> Iterator[tuple[str, str]]:
        given, (date, precision) = self.cleaned_data, self.cleaned_data["when"]
        if date:
            yield _("Wedding"), dated(date, DAY[precision], self.language)
        for name in ("name", "partner", "email", "phone", "venue", "city", "guests"):
            if given.get(name) not in {None, ""}:
                yield str(self.fields[name].label), str(given[name])


def _key(topic: Topic) -> str:
    return f"{topic.channel}:{topic.purpose}"
