"""What the API shows of each noun. Reading only: what changes something is an action."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from rest_framework import serializers

from campaigns.models import Campaign
from messaging.models import Decision, DeliveryEvent, Message, Move
from messaging.why import why
from personalization.models import Template, TemplateVersion
from wedsync.weddings.models import Client, Person, Wedding, WeddingDay


class ClientSerializer(serializers.ModelSerializer[Client]):
    class Meta:
        model = Client
        fields: ClassVar = [
            "id", "name", "source", "external_id", "tags", "archived_at", "created_at",
        ]  # fmt: skip


class PersonSerializer(serializers.ModelSerializer[Person]):
    class Meta:
        model = Person
        fields: ClassVar = [
            "id", "client", "role", "given_name", "family_name", "email", "phone", "language",
            "timezone", "created_at",
        ]  # fmt: skip


class WeddingDaySerializer(serializers.ModelSerializer[WeddingDay]):
    class Meta:
        model = WeddingDay
        fields: ClassVar = ["kind", "day", "starts_at"]


class WeddingSerializer(serializers.ModelSerializer[Wedding]):
    """`budget` in minor units of `currency`."""

    days = WeddingDaySerializer(many=True, read_only=True)

    class Meta:
        model = Wedding
        fields: ClassVar = [
            "id", "client", "date", "precision", "life", "venue_name", "venue_city",
            "venue_country", "timezone", "latitude", "longitude", "guests", "budget", "currency",
            "style", "days", "created_at",
        ]  # fmt: skip


class VersionSerializer(serializers.ModelSerializer[TemplateVersion]):
    class Meta:
        model = TemplateVersion
        fields: ClassVar = ["id", "number", "note", "created_at"]


class TemplateSerializer(serializers.ModelSerializer[Template]):
    """`library` templates belong to nobody and may be used by everybody.

    A copy names the key and the number of the library version it was made from.
    """

    library = serializers.SerializerMethodField()
    versions = VersionSerializer(many=True, read_only=True)

    class Meta:
        model = Template
        fields: ClassVar = [
            "id", "name", "purpose", "description", "kinds", "stage", "timing", "origin",
            "origin_version", "library", "archived_at", "versions", "created_at",
        ]  # fmt: skip

    def get_library(self, template: Template) -> bool:
        return template.vendor_id is None


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    class Meta:
        model = Campaign
        fields: ClassVar = [
            "id", "name", "version", "channel", "purpose", "audience", "state", "launched_at",
            "finished_at", "created_at",
        ]  # fmt: skip


class MessageSerializer(serializers.ModelSerializer[Message]):
    class Meta:
        model = Message
        fields: ClassVar = [
            "id", "person", "wedding", "variant", "channel", "purpose", "state", "reason",
            "not_before", "expires_at", "maybe_duplicate", "created_at",
        ]  # fmt: skip


class MoveSerializer(serializers.ModelSerializer[Move]):
    class Meta:
        model = Move
        fields: ClassVar = ["source", "target", "reason", "at"]


class EventSerializer(serializers.ModelSerializer[DeliveryEvent]):
    class Meta:
        model = DeliveryEvent
        fields: ClassVar = ["kind", "at", "source"]


class MessageInFullSerializer(MessageSerializer):
    """`why` is the last decision in sentences: mark (yes, wait, no, note), text, gate."""

    why = serializers.SerializerMethodField()
    moves = MoveSerializer(many=True, read_only=True)
    events = EventSerializer(many=True, read_only=True)

    class Meta(MessageSerializer.Meta):
        fields: ClassVar = [*MessageSerializer.Meta.fields, "why", "moves", "events"]

    def get_why(self, message: Message) -> list[dict[str, Any]]:
        decisions: list[Decision] = list(message.decisions.all())
        if not decisions:
            return []
        zone = ZoneInfo(self.context["request"].vendor.timezone)
        last = decisions[-1]
        lines = why(last.facts, last.objections, zone)
        return [{"mark": line.mark, "text": line.text, "gate": line.gate} for line in lines]
