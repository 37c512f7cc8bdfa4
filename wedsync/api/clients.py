"""Clients: the couples' accounts with the vendor."""

from typing import Any, ClassVar

from django.utils.timezone import now as current_time
from rest_framework import serializers

from campaigns.put_away import fetch_back, put_away
from wedsync.api.filters import by_flag, by_text, since
from wedsync.api.nouns import Removing, Writing
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
    """`archived`: out of every list and audience; nothing more leaves to them, nothing is lost."""

    name = serializers.CharField(max_length=200)
    external_id = serializers.CharField(max_length=120, allow_blank=True, required=False)
    tags = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=50, required=False
    )
    archived = serializers.BooleanField(required=False)


class Clients(Writing[Client], Removing[Client]):
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
        archived = said.pop("archived", None)
        change(row, said, actor=self.actor)
        if archived is not None:
            self.remove(row) if archived else fetch_back(row, actor=self.actor)

    def remove(self, row: Client) -> None:
        """Put away, as `archived` does: what was said to them is kept."""
        put_away(row, current_time(), actor=self.actor)


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in said.items() if name != "archived"}
    return values | ({"archived_at": current_time()} if said.get("archived") else {})
