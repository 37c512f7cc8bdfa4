"""What a vendor can set about itself, as forms."""

from copy import copy
from typing import Any, ClassVar

from django import forms
from django.forms.models import construct_instance
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from wedsync.billing.money import EXPONENTS
from wedsync.dashboard.zones import ZoneSelect, zones
from wedsync.lib.translated import offered
from wedsync.vendors.models import Vendor
from wedsync.vendors.models.tenant import BrandVoice, Kind
from wedsync.vendors.set_details import seen_of


class DetailsForm(forms.ModelForm[Vendor]):
    """`seen` comes back as it was given, so that nobody overwrites what they haven't seen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = seen_of(self.instance, self.named)

    @property
    def named(self) -> list[str]:
        return [name for name in self.fields if name != "seen"]

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.named}

    def _post_clean(self) -> None:
        """The model's own rules, asked of a copy: the verb writes, and the vendor at hand stays."""
        trial = construct_instance(self, copy(self.instance), self.named)
        others = {field.name for field in Vendor._meta.fields} - set(self.named)  # noqa: SLF001 -- Django's documented API
        try:
            trial.clean_fields(others | set(self.errors))
        except forms.ValidationError as error:
            self.add_error(None, error)


class BrandForm(DetailsForm):
    kind = forms.ChoiceField(choices=offered(Kind.choices), label=_("Trade"))
    brand_voice = forms.ChoiceField(
        choices=offered([("", "–"), *BrandVoice.choices]),  # noqa: RUF001 -- a dash for nothing
        required=False,
        label=_("Tone of voice"),
        help_text=_("How it sounds in every message"),
    )
    logo = forms.URLField(required=False, label=_("Address of your logo"), assume_scheme="https")
    website = forms.URLField(required=False, label=_("Website"), assume_scheme="https")

    class Meta:
        model = Vendor
        fields = (
            "name",
            "kind",
            "sender_name",
            "sender_email",
            "postal_address",
            "signature",
            "brand_voice",
            "accent",
            "logo",
            "website",
            "phone",
            "city",
            "country",
        )
        widgets: ClassVar = {"accent": forms.TextInput(attrs={"type": "color"})}
        labels: ClassVar = {
            "name": _("Name"),
            "sender_name": _("Sender name"),
            "sender_email": _("Sender e-mail"),
            "postal_address": _("Postal address"),
            "signature": _("Signature"),
            "accent": _("Colour"),
            "phone": _("Phone"),
            "city": _("City"),
            "country": _("Country"),
        }
        help_texts: ClassVar = {
            "postal_address": _("Printed in every marketing mail; the law asks for it."),
            "country": _("Two letters, like US"),
        }

    def clean_accent(self) -> str:
        return str(self.cleaned_data["accent"]).lower()

    def clean_country(self) -> str:
        code = str(self.cleaned_data["country"]).upper()
        if len(code) != len("US") or not (code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("Write two letters, like US."))
        return code


class HoursForm(DetailsForm):
    timezone = forms.ChoiceField(choices=zones, widget=ZoneSelect, label=_("Time zone"))
    currency = forms.ChoiceField(
        choices=[(one, one) for one in sorted(EXPONENTS)], label=_("Currency")
    )
    peak_months = forms.TypedMultipleChoiceField(
        choices=list(MONTHS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Peak season"),
        help_text=_("When there is no time to answer what marketing brings in."),
    )

    class Meta:
        model = Vendor
        fields = (
            "timezone",
            "locale",
            "currency",
            "quiet_from",
            "quiet_until",
            "protect_before",
            "protect_after",
            "saturday_blanket",
            "peak_months",
            "peak_keep",
            "peak_per_minute",
            "move_far_days",
            "move_near_days",
            "emergency_cap",
            "track_opens",
        )
        widgets: ClassVar = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in ("quiet_from", "quiet_until")
        }
        labels: ClassVar = {
            "locale": _("How you write dates and money"),
            "quiet_from": _("Quiet from"),
            "quiet_until": _("Quiet until"),
            "protect_before": _("Protected hours before a wedding day"),
            "protect_after": _("Protected hours after it"),
            "saturday_blanket": _("No marketing on any Saturday"),
            "peak_keep": _("Percent of marketing kept in peak season"),
            "peak_per_minute": _("Messages a minute in peak season"),
            "move_far_days": _("A date moves by itself by so many days at most"),
            "move_near_days": _("A date moves by itself only if it is further off, in days"),
            "emergency_cap": _("Emergency messages in an hour at most"),
            "track_opens": _("Notice when mails are opened"),
        }
        help_texts: ClassVar = {
            "quiet_from": _("Local to the recipient; may run over midnight"),
            "protect_before": _("Quiet hours before the midnight a wedding day begins"),
            "protect_after": _("Quiet hours after the midnight a wedding day ends"),
            "saturday_blanket": _("No marketing on any Saturday, whoever's wedding it is"),
            "peak_per_minute": _("Helpful and marketing messages, in peak months"),
            "peak_keep": _("Percent of marketing that still goes out in peak months"),
            "move_far_days": _("A longer move by an import or your CRM waits for your yes"),
            "move_near_days": _("So close to today, every one of them does"),
            "emergency_cap": _("Emergencies in an hour"),
            "track_opens": _("Off where the law wants a consent of its own for it"),
        }

    def clean_protect_before(self) -> int:
        return _hours(self.cleaned_data["protect_before"])

    def clean_protect_after(self) -> int:
        return _hours(self.cleaned_data["protect_after"])

    def clean_locale(self) -> str:
        word = str(self.cleaned_data["locale"])
        if not all(part.isalnum() for part in word.split("_")):
            raise forms.ValidationError(_("Write a language and a country, like en_US."))
        return word

    def clean(self) -> dict[str, Any]:
        said = dict(super().clean() or {})
        if (said.get("quiet_from") is None) != (said.get("quiet_until") is None):
            self.add_error("quiet_until", _("Give both hours, or none."))
        return said


MOST_HOURS = 7 * 24


def _hours(figure: int) -> int:
    if figure > MOST_HOURS:
        raise forms.ValidationError(_("A week is the most."))
    return figure
