"""People: whom a message can reach."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from crm_connectors.people import parse_email, parse_language, parse_phone, parse_timezone
from crm_connectors.take_away import take_away
from wedsync.api.filters import by_id, by_text, by_word, since
from wedsync.api.nouns import Removing, Writing
from wedsync.api.strict import Strict, read
from wedsync.lib.ids import uuid7
from wedsync.weddings.keep import add, change
from wedsync.weddings.models import Client, Person, Role


class PersonSerializer(serializers.ModelSerializer[Person]):
    class Meta:
        model = Person
        fields: ClassVar = [
            "id", "client", "role", "given_name", "family_name", "email", "phone", "language",
            "timezone", "created_at", "updated_at",
        ]  # fmt: skip


class PersonFields(Strict):
    """Addresses are kept in their normal form: e-mail in lower case, phone as E.164."""

    given_name = serializers.CharField(max_length=80, allow_blank=True, required=False)
    family_name = serializers.CharField(max_length=80, allow_blank=True, required=False)
    email = serializers.CharField(max_length=254, allow_blank=True, required=False)
    phone = serializers.CharField(max_length=40, allow_blank=True, required=False)
    language = serializers.CharField(max_length=40, allow_blank=True, required=False)
    timezone = serializers.CharField(max_length=64, allow_blank=True, required=False)

    def validate_email(self, text: str) -> str:
        return read(parse_email, text)

    def validate_phone(self, text: str) -> str:
        return read(lambda one: parse_phone(one, self.vendor.country), text)

    def validate_language(self, text: str) -> str:
        return read(parse_language, text)

    def validate_timezone(self, text: str) -> str:
        return read(parse_timezone, text)


class PersonWrite(PersonFields):
    client = serializers.UUIDField()
    role = serializers.ChoiceField(choices=Role.choices, required=False)


class PersonChange(PersonFields):
    elsewhere: ClassVar = {
        "client": "A person stays with their client.",
        "role": "A plan hangs on it: change it with POST /weddings/{id}/reflow/.",
    }


class People(Writing[Person], Removing[Person]):
    """Whom a message can reach: partners, planners, parents, day-of contacts."""

    queryset = Person.objects.all()
    serializer_class = PersonSerializer
    writes = PersonWrite
    changes = PersonChange
    group = "clients"
    called = "api-person"
    filters = (
        by_id("client"),
        by_word("role", Role.values),
        by_text("email", 254, "Only those with this address."),
        by_text("phone", 20, "Only those with this number, in E.164."),
        since("updated_since", "updated_at"),
    )

    def make(self, said: dict[str, Any]) -> Person:
        client = get_object_or_404(Client, vendor=self.vendor, pk=said.pop("client"))
        row = Person(id=uuid7(), vendor=self.vendor, client=client, **said)
        return add(row, actor=self.actor)

    def change(self, row: Person, said: dict[str, Any]) -> None:
        change(row, said, actor=self.actor)

    def remove(self, row: Person) -> None:
        take_away(row, actor=self.actor)
