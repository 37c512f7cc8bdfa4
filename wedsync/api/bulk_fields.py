"""A call of many rows: a couple each, with their people and their wedding."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from crm_connectors.records import CoupleRecord, PersonRecord, WeddingRecord
from wedsync.api.people import PersonFields
from wedsync.api.strict import Strict
from wedsync.api.wedding_fields import PlaceFields, WhenFields, when
from wedsync.weddings.models import Role

MOST_ROWS = 500
NO_DAYS = "A bulk row has no own days: set them with POST /weddings/{id}/reflow/."
NOT_PERSON = frozenset({"timezone"})


class BulkPerson(PersonFields):
    """Recognised by the role: one of each in a row."""

    elsewhere = {"timezone": "Set it with PATCH /people/{id}/."}
    role = serializers.ChoiceField(choices=Role.choices)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        return {name: one for name, one in fields.items() if name not in NOT_PERSON}


class BulkWedding(WhenFields, PlaceFields):
    """What is left out, or empty, stays as it is."""

    elsewhere = {"days": NO_DAYS}

    def get_fields(self) -> dict[str, Any]:
        return {name: one for name, one in super().get_fields().items() if name != "days"}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        said = "date" in attrs or "precision" in attrs
        return {**attrs, **(when(attrs.get("date"), attrs.get("precision")) if said else {})}


class BulkRow(Strict):
    """`external_id` is how you call the wedding; the same one again updates it."""

    external_id = serializers.CharField(max_length=120)
    name = serializers.CharField(max_length=160, allow_blank=True, required=False)
    people = serializers.ListField(child=BulkPerson(), max_length=len(Role), required=False)
    wedding = BulkWedding(required=False)

    def validate_people(self, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({one["role"] for one in people}) < len(people):
            raise ValidationError("One of each role.")
        emails = [one["email"] for one in people if one.get("email")]
        if len(set(emails)) < len(emails):
            raise ValidationError("Two people with one address would get everything twice.")
        return people


@extend_schema_field(BulkRow(many=True))
class Rows(serializers.ListField):
    """Taken as they are: each is judged by itself."""

    child = serializers.DictField()


class BulkWrite(Strict):
    """The rows are judged one by one: a bad one stops none of the others."""

    rows = Rows(min_length=1, max_length=MOST_ROWS)


class ResultSerializer(serializers.Serializer[Any]):
    """What became of one row. `errors` by field where it was not taken; `notes` otherwise."""

    row = serializers.IntegerField(help_text="Its place in the call, from 0")
    external_id = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(
        choices=["created", "updated", "unchanged", "skipped", "invalid"]
    )
    client = serializers.UUIDField(allow_null=True)
    wedding = serializers.UUIDField(allow_null=True)
    errors = serializers.DictField()
    notes = serializers.ListField(child=serializers.CharField())


class BulkSerializer(serializers.Serializer[Any]):
    """`counts` by state. The run stands among the imports, where it can be undone."""

    counts = serializers.DictField(child=serializers.IntegerField())
    results = ResultSerializer(many=True)


def record_of(said: Mapping[str, Any]) -> CoupleRecord:
    """A row that is valid, as every source of couples is spelled."""
    wedding = {name: value for name, value in said.get("wedding", {}).items() if value is not None}
    return CoupleRecord(
        external_id=said["external_id"],
        name=said.get("name", ""),
        people=tuple(
            found for one in said.get("people", ()) if (found := PersonRecord(**one)).exists
        ),
        wedding=WeddingRecord(**wedding),
    )
