"""What may be said of a wedding: its facts, which plans hang on, and all the rest."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from crm_connectors.people import MOST_GUESTS, parse_country, parse_timezone
from wedsync.api.strict import Strict, read
from wedsync.billing.money import EXPONENTS
from wedsync.weddings.calendar import EARLIEST_YEAR, LATEST_YEAR
from wedsync.weddings.models import DayKind, Life, Precision

MOVE_IT = "Plans hang on it: change it with POST /weddings/{id}/reflow/."
LARGEST_BUDGET = 10**14
MOST_DAYS = 20


class Day(serializers.DateField):
    """A day in a year in which somebody may wed."""

    def to_internal_value(self, value: Any) -> dt.date:
        day = super().to_internal_value(value)
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise ValidationError(f"Write a year from {EARLIEST_YEAR} to {LATEST_YEAR}.")
        return day


class DayWrite(Strict):
    """One of a wedding's own local days: ceremony, rehearsal, brunch, …"""

    kind = serializers.ChoiceField(choices=DayKind.choices)
    day = Day()
    starts_at = serializers.TimeField(allow_null=True, required=False)


class PlaceFields(Strict):
    """Where it is, how big, what it may cost: nothing is planned by these."""

    venue_name = serializers.CharField(max_length=200, allow_blank=True, required=False)
    venue_city = serializers.CharField(max_length=120, allow_blank=True, required=False)
    venue_country = serializers.CharField(max_length=60, allow_blank=True, required=False)
    latitude = serializers.FloatField(min_value=-90, max_value=90, allow_null=True, required=False)
    longitude = serializers.FloatField(
        min_value=-180, max_value=180, allow_null=True, required=False
    )
    guests = serializers.IntegerField(
        min_value=0, max_value=MOST_GUESTS, allow_null=True, required=False
    )
    budget = serializers.IntegerField(
        min_value=0, max_value=LARGEST_BUDGET, allow_null=True, required=False,
        help_text="Minor units of `currency`: 450000 is 4,500.00",
    )  # fmt: skip
    currency = serializers.CharField(max_length=3, allow_blank=True, required=False)
    style = serializers.CharField(max_length=60, allow_blank=True, required=False)

    def validate_venue_country(self, text: str) -> str:
        return read(parse_country, text)

    def validate_currency(self, text: str) -> str:
        if text and text.upper() not in EXPONENTS:
            raise ValidationError("Write a currency like EUR.")
        return text.upper()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        place = {name: self._as_it_will_be(attrs, name) for name in ("latitude", "longitude")}
        if (place["latitude"] is None) != (place["longitude"] is None):
            raise ValidationError({"latitude": ["Latitude and longitude go together."]})
        return attrs

    def _as_it_will_be(self, attrs: Mapping[str, Any], name: str) -> Any:
        return attrs[name] if name in attrs else getattr(self.instance, name, None)


class WeddingChange(PlaceFields):
    elsewhere: ClassVar = {
        "client": "A wedding stays with its client.",
        **dict.fromkeys(("date", "precision", "life", "timezone", "days"), MOVE_IT),
    }


class WhenFields(Strict):
    """The facts about its date. `date` is the first of the month where only that is known."""

    date = Day(allow_null=True, required=False)
    precision = serializers.ChoiceField(choices=Precision.choices, required=False)
    life = serializers.ChoiceField(choices=Life.choices, required=False)
    timezone = serializers.CharField(max_length=64, allow_blank=True, required=False)
    days = serializers.ListField(child=DayWrite(), max_length=MOST_DAYS, required=False)

    def validate_timezone(self, text: str) -> str:
        return read(parse_timezone, text)

    def validate_days(self, days: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({(day["kind"], day["day"]) for day in days}) < len(days):
            raise ValidationError("One event of a kind a day.")
        return [{"starts_at": None, **day} for day in days]


class WeddingWrite(WhenFields, PlaceFields):
    """What a new wedding is."""

    client = serializers.UUIDField()
    external_id = serializers.CharField(max_length=120, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        return {**attrs, **when(attrs.get("date"), attrs.get("precision"))}


def when(date: dt.date | None, precision: str | None) -> dict[str, Any]:
    """A date and how much of it is meant, made to fit. Raises ValidationError."""
    precision = precision or (Precision.EXACT if date else Precision.OPEN)
    if (date is None) != (precision == Precision.OPEN):
        raise ValidationError({"date": ["Only an open date is no date."]})
    if date and precision == Precision.MONTH:
        date = date.replace(day=1)
    return {"date": date, "precision": precision}
