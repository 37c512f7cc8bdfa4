"""What a vendor types about a couple: its people, the wedding, and all of it at once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm_connectors.records import PersonRecord, couple_name
from wedsync.billing.money import EXPONENTS
from wedsync.dashboard import read_fields
from wedsync.dashboard.date_forms import DatedForm, SomeDay
from wedsync.dashboard.forms import Day
from wedsync.lib.translated import offered
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Precision
from wedsync.weddings.models import Client, Life, Person, Role, Wedding

MOST_TAGS, LONGEST_TAG = 50, 40
KNOWN = [
    (Precision.EXACT.value, _("On this day")),
    (Precision.MONTH.value, _("Only the month is known")),
    (Precision.OPEN.value, _("There is no date yet")),
]
BEGINNINGS = (Life.INQUIRY, Life.BOOKED)
PARTNERS = (Role.PARTNER_A, Role.PARTNER_B)
NAMED_BY = ("given_name", "family_name", "email", "phone")


class PersonForm(forms.Form):
    """Whom a message can reach. `values` are the columns of a Person."""

    given_name = forms.CharField(max_length=80, required=False, label=_("First name"))
    family_name = forms.CharField(max_length=80, required=False, label=_("Last name"))

    def __init__(self, vendor: Vendor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = read_fields.email()
        self.fields["phone"] = read_fields.phone(vendor.country)
        self.fields["language"] = read_fields.language()
        self.fields["timezone"] = read_fields.zone(_("Time zone"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in NAMED_BY):
            self.add_error("given_name", _("A name, an address or a number is needed."))
        return cleaned

    @property
    def values(self) -> dict[str, str]:
        return dict(self.cleaned_data)


class NewPersonForm(PersonForm):
    """Somebody beside the couple has a part in it, too."""

    role = forms.ChoiceField(choices=offered(Role.choices), label=_("Part"))
    field_order = ("role",)


class PartnerForm(PersonForm):
    """One of the two, of whom nothing may be known yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["timezone"]

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or self.cleaned_data


class ClientForm(forms.Form):
    name = forms.CharField(
        max_length=200, label=_("Name"), help_text=_("As you say it: Lena & Marc")
    )
    tags = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Tags"),
        help_text=_("Apart by commas. Audiences can ask for them."),
    )

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def clean_tags(self) -> list[str]:
        said = (one.strip() for one in self.cleaned_data["tags"].split(","))
        tags = list(dict.fromkeys(filter(None, said)))
        if len(tags) > MOST_TAGS or any(len(one) > LONGEST_TAG for one in tags):
            raise forms.ValidationError(
                _("At most {most} tags, each of at most {longest} characters.").format(
                    most=MOST_TAGS, longest=LONGEST_TAG
                )
            )
        return tags


class PlaceForm(forms.Form):
    """Where the wedding is and how big; no plan hangs on it. `values` are its columns."""

    venue_name = forms.CharField(max_length=200, required=False, label=_("Venue"))
    venue_city = forms.CharField(max_length=120, required=False, label=_("City"))

    def __init__(self, vendor: Vendor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue_country"] = read_fields.country()
        self.fields["guests"] = read_fields.guests()

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NewPlaceForm(PlaceForm):
    """Nothing is planned by the zone yet; later it moves with its difference, as the date does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["timezone"] = read_fields.zone(_("Time zone of the venue"))


class WeddingForm(PlaceForm):
    def __init__(self, vendor: Vendor, wedding: Wedding, *args: Any, **kwargs: Any) -> None:
        super().__init__(vendor, *args, initial=_place_of(wedding), **kwargs)
        self.fields["style"] = forms.CharField(max_length=60, required=False, label=_("Style"))
        self.fields["budget"] = read_fields.budget(wedding.currency or vendor.currency)
        self.fields["latitude"] = read_fields.latitude()
        self.fields["longitude"] = read_fields.longitude()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        place = [cleaned.get(name) for name in ("latitude", "longitude")]
        if not self.errors and place.count(None) == 1:
            self.add_error("longitude", _("Latitude and longitude go together."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """Without money its currency stays as it was: it says what the next one means."""
        money, others = self.cleaned_data["budget"], dict(self.cleaned_data)
        said = {"budget": money.minor, "currency": money.currency} if money else {"budget": None}
        return others | said


class DateForm(DatedForm):
    """`values`: date and precision as a Wedding keeps them."""

    known = forms.ChoiceField(
        choices=KNOWN, widget=forms.RadioSelect, label=_("The date"), initial=Precision.EXACT.value
    )
    date = SomeDay(_("Day"), help_text=_("Where only the month is known: any day in it."))

    @property
    def values(self) -> dict[str, Any]:
        known, date = Precision(self.cleaned_data["known"]), self.cleaned_data["date"]
        if known is Precision.OPEN:
            return {"date": None, "precision": known}
        first = date.replace(day=1) if known is Precision.MONTH else date
        return {"date": first, "precision": known}


class CoupleForm:
    """A couple in one form: what they are called, the two of them, the day and the place."""

    def __init__(
        self, vendor: Vendor, today: dt.date, data: Mapping[str, Any] | None = None
    ) -> None:
        self.called = CalledForm(data, initial={"since": today})
        self.partners = [PartnerForm(vendor, data, prefix=role.value) for role in PARTNERS]
        self.date, self.place = DateForm(data), NewPlaceForm(vendor, data)

    def is_valid(self) -> bool:
        """Every part is looked at, so that all that is wrong is said at once."""
        right = all([part.is_valid() for part in self.parts])  # noqa: C419 -- each of them
        if right and not self.name:
            self.called.add_error("name", _("What are they called?"))
            return False
        return right

    @property
    def parts(self) -> Sequence[forms.Form]:
        return [self.called, *self.partners, self.date, self.place]

    @property
    def name(self) -> str:
        """As it was typed, else as an import would call them."""
        name: str = self.called.cleaned_data["name"]
        return name or couple_name(*(_record(one) for one in self.partners))

    @property
    def people(self) -> list[dict[str, str]]:
        """Only of whom something is known."""
        pairs = zip(PARTNERS, self.partners, strict=True)
        return [{"role": role, **one.values} for role, one in pairs if any(one.values.values())]

    @property
    def marks(self) -> dict[str, dt.date]:
        """The day of the inquiry or of the booking: timelines count from it."""
        said = self.called.cleaned_data
        return {said["life"]: said["since"]} if said["since"] else {}

    @property
    def wedding(self) -> dict[str, Any]:
        life = self.called.cleaned_data["life"]
        return {"life": life, **self.date.values, **self.place.values}


class CalledForm(forms.Form):
    name = forms.CharField(
        max_length=200,
        required=False,
        label=_("Name of the couple"),
        help_text=_("Empty: their first names, like Lena & Marc."),
    )
    life = forms.ChoiceField(
        choices=offered([(one.value, one.label) for one in BEGINNINGS]),
        initial=Life.BOOKED.value,
        label=_("The wedding is"),
    )
    since = forms.DateField(widget=Day, required=False, label=_("Since"))


def _record(partner: PartnerForm) -> PersonRecord:
    said = partner.cleaned_data
    return PersonRecord("", said["given_name"], said["family_name"], email=said["email"])


def client_of(client: Client) -> dict[str, Any]:
    """As its form begins."""
    return {"name": client.name, "tags": ", ".join(client.tags)}


def person_of(person: Person) -> dict[str, Any]:
    names = ("given_name", "family_name", "email", "phone", "language", "timezone")
    return {name: getattr(person, name) for name in names}


def _place_of(wedding: Wedding) -> dict[str, Any]:
    names = ("venue_name", "venue_city", "venue_country", "style", "guests")
    degrees = {name: getattr(wedding, name) for name in ("latitude", "longitude")}
    plain = {name: getattr(wedding, name) for name in names}
    return {**plain, **degrees, "budget": _amount(wedding)}


def _amount(wedding: Wedding) -> str:
    """As it can be typed again: 1234.50 USD."""
    if wedding.budget is None:
        return ""
    amount = Decimal(wedding.budget).scaleb(-EXPONENTS.get(wedding.currency, 2))
    return f"{amount} {wedding.currency}".strip()
