"""Clients: the couples' accounts with the vendor."""

from typing import Any, ClassVar

from django.utils.timezone import now as current_time
from rest_framework import serializers

from wedsync.api.filters import by_flag, by_text, since
from wedsync.api.nouns import Writing
from wedsync.api.strict import Strict
from wedsync.lib.ids import uuid7
from wedsync.weddings.keep import add, change
from wedsync.weddings.models import Client

SOURCE = "api"


class ClientSerializer(serializers.ModelSerializer[Client]):
    class Meta:
        model = Client
        fields: ClassVar = [
            "id", "name", "source", "external_id", "tags", "archived_at", "created_at",
            "updated_at",
        ]  # fmt: skip


class ClientWrite(Strict):
    """`archived`: out of every list and audience, without losing anything."""

    name = serializers.CharField(max_length=200)
    external_id = serializers.CharField(max_length=120, allow_blank=True, required=False)
    tags = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=50, required=False
    )
    archived = serializers.BooleanField(required=False)


class Clients(Writing[Client]):
    """The couples' accounts with you."""

    queryset = Client.objects.all()
    serializer_class = ClientSerializer
    writes = ClientWrite
    group = "clients"
    called = "api-client"
    filters = (
        by_text("external_id", 120, "Only the one that the other system calls so."),
        by_flag("archived", lambda rows, yes: rows.exclude(archived_at=None) if yes
                else rows.filter(archived_at=None), "Only those put away, or only the others."),
        since("updated_since", "updated_at"),
    )  # fmt: skip

    def make(self, said: dict[str, Any]) -> Client:
        row = Client(id=uuid7(), vendor=self.vendor, source=SOURCE, **_columns(said))
        return add(row, actor=self.actor)

    def change(self, row: Client, said: dict[str, Any]) -> None:
        change(row, _columns(said, row), actor=self.actor)


def _columns(said: dict[str, Any], row: Client | None = None) -> dict[str, Any]:
    values = {name: value for name, value in said.items() if name != "archived"}
    if "archived" in said:
        since_when = row.archived_at if row else None
        values["archived_at"] = (since_when or current_time()) if said["archived"] else None
    return values
