"""Messages: a list of them in short; one of them with its why, its moves and its events."""

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from campaigns.imagined.supposed import MOST_A_WEEK, QUIET, SATURDAYS, rules_of, supposed
from messaging.channels.registry import channels
from messaging.models import Decision, DeliveryEvent, Message, Move
from messaging.policy.facts import Purpose
from messaging.states import State
from messaging.why import why
from wedsync.api.filters import by_id, by_word, since
from wedsync.api.nouns import Nouns
from wedsync.api.strict import Strict
from wedsync.lib.ids import first_at

MOMENT = dt.timedelta(minutes=1)  # between the clocks of whoever made the id and the row


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


class WhySerializer(serializers.Serializer[Any]):
    """A line of the last decision. `mark`: yes, wait, no or note."""

    mark = serializers.CharField()
    text = serializers.CharField()
    gate = serializers.CharField(allow_blank=True)


class MessageInFullSerializer(MessageSerializer):
    why = serializers.SerializerMethodField()
    moves = MoveSerializer(many=True, read_only=True)
    events = EventSerializer(many=True, read_only=True)

    class Meta(MessageSerializer.Meta):
        fields: ClassVar = [*MessageSerializer.Meta.fields, "why", "moves", "events"]

    @extend_schema_field(WhySerializer(many=True))
    def get_why(self, message: Message) -> list[dict[str, Any]]:
        decisions: list[Decision] = list(message.decisions.all())
        if not decisions:
            return []
        zone = ZoneInfo(self.context["request"].vendor.timezone)
        last = decisions[-1]
        lines = why(last.facts, last.objections, zone)
        return [{"mark": line.mark, "text": line.text, "gate": line.gate} for line in lines]


class WhatIfAsk(Strict):
    """Rules of your own as they might be; what isn't said is as it is. No law and no consent."""

    quiet = serializers.ChoiceField(
        choices=QUIET, default="", help_text="`off`: as if there were no quiet hours"
    )
    saturdays = serializers.ChoiceField(
        choices=SATURDAYS, default="", help_text="As if they were free, or closed"
    )
    cap = serializers.IntegerField(
        min_value=1, max_value=MOST_A_WEEK, default=None, help_text="At most a week, to a person"
    )


class WhatIfSerializer(serializers.Serializer[Any]):
    """`looked_at`: when its facts were taken, null before; `leaves_at`: null, not by itself."""

    sentence = serializers.CharField()
    looked_at = serializers.DateTimeField(allow_null=True)
    leaves_at = serializers.DateTimeField(allow_null=True)
    lines = WhySerializer(many=True)


def _of_campaign(rows: "QuerySet[Message]", campaign: UUID) -> "QuerySet[Message]":
    """Joined, not looked up: its recipients lie in the order of their messages' ids."""
    return rows.filter(recipients__campaign=campaign)


def _created_since(rows: "QuerySet[Message]", at: dt.datetime) -> "QuerySet[Message]":
    return rows.filter(created_at__gte=at, pk__gte=first_at(at - MOMENT))


class Messages(Nouns[Message]):
    """In a list in short; one of them with its why, its moves and its events."""

    queryset = Message.objects.all()
    serializer_class = MessageSerializer
    group = "messages"
    called = "api-message"
    filters = (
        by_id("wedding"),
        by_id("person"),
        by_id("campaign", _of_campaign),
        by_word("state", [one.value for one in State]),
        by_word("channel", channels()),
        by_word("purpose", [one.value for one in Purpose]),
        since("created_since", "created_at", _created_since),
    )

    def get_queryset(self) -> "QuerySet[Message]":
        rows = super().get_queryset()
        if self.action != "retrieve":
            return rows
        decisions = Prefetch("decisions", Decision.objects.order_by("id"))
        return rows.prefetch_related("moves", "events", decisions)

    def get_serializer_class(self) -> type[BaseSerializer[Message]]:
        return MessageInFullSerializer if self.action == "retrieve" else MessageSerializer

    def known_parameters(self) -> Collection[str]:
        return WhatIfAsk().fields if self.action == "what_if" else super().known_parameters()

    @extend_schema(parameters=[WhatIfAsk], responses=WhatIfSerializer, filters=False)
    @action(detail=True, url_path="what-if")
    def what_if(self, request: Request, pk: str) -> Response:
        """When it would leave by other rules of yours, all else as it is; nothing changes."""
        form = WhatIfAsk(data=request.query_params.dict())
        form.is_valid(raise_exception=True)
        zone = ZoneInfo(self.vendor.timezone)
        found = supposed(self.get_object(), rules_of(**form.validated_data), zone)
        return Response(WhatIfSerializer(found).data)

    @extend_schema(responses=MessageInFullSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        return super().retrieve(request, pk)
