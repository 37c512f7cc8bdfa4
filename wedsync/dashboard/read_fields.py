"""Form fields that read as imports do: the same text means the same however it comes in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm_connectors.money import Money, parse_money
from crm_connectors.people import (
    parse_country,
    parse_degrees,
    parse_email,
    parse_guests,
    parse_language,
    parse_phone,
    parse_timezone,
)
from crm_connectors.typed import typed

NORTH, EAST = 90, 180


class Read(forms.CharField):
    """`reader` gives the normal form, or raises Unreadable. Empty is `empty`, never an error."""

    def __init__(
        self, reader: Callable[[str], Any], label: Any, *, empty: Any = "", **options: Any
    ) -> None:
        super().__init__(label=label, required=False, **options)
        self.reader, self.empty = reader, empty

    def clean(self, value: Any) -> Any:
        return typed(self.reader, super().clean(value), self.empty)


def email() -> Read:
    kind = forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "type": "text"})
    return Read(parse_email, _("E-mail"), max_length=254, widget=kind)


def phone(country: str) -> Read:
    kind = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    return Read(
        lambda text: parse_phone(text, country),
        _("Phone"),
        max_length=40,
        widget=kind,
        help_text=_("As you would dial it, or with its country: +1 503 555 0123."),
    )


def language() -> Read:
    return Read(
        parse_language,
        _("Language"),
        max_length=40,
        help_text=_("Like en, es or German. Empty: your own."),
    )


def zone(label: Any) -> Read:
    kind = forms.TextInput(attrs={"list": "zones", "autocomplete": "off"})
    return Read(
        parse_timezone,
        label,
        max_length=64,
        widget=kind,
        help_text=_("Like Europe/Rome. Empty: your own."),
    )


def country() -> Read:
    return Read(parse_country, _("Country"), max_length=60, help_text=_("Italy, or IT"))


def guests() -> Read:
    kind = forms.TextInput(attrs={"inputmode": "numeric"})
    return Read(
        parse_guests,
        _("Guests"),
        empty=None,
        max_length=12,
        widget=kind,
        help_text=_("Empty as long as nobody knows."),
    )


def latitude() -> Read:
    return _degrees(_("Latitude"), NORTH, _("In degrees north, like 45.98"))


def longitude() -> Read:
    return _degrees(_("Longitude"), EAST, _("In degrees east, like 9.25"))


def _degrees(label: Any, most: int, help_text: Any) -> Read:
    return Read(
        lambda text: parse_degrees(text, most),
        label,
        empty=None,
        max_length=20,
        help_text=help_text,
    )


def budget(currency: str) -> Read:
    """Gives Money, or None. `currency` is meant where none is said."""

    def read(text: str) -> Money:
        return parse_money(text, currency)

    return Read(
        read,
        _("Budget"),
        empty=None,
        max_length=40,
        help_text=_("Only you see it: no message ever says it."),
    )
