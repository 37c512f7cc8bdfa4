"""Emergencies: start one, give the second yes, end it. They are always in a person's name."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.emergencies.start import LONGEST, MOST_PEOPLE, Alarm, confirm, end, propose
from campaigns.models import Emergency, EmergencyReason, EmergencyState
from messaging.channels.registry import channels
from wedsync.api.caller import person
from wedsync.api.filters import by_id, by_word
from wedsync.api.nouns import Making
from wedsync.api.strict import Strict
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import ApiKey
from wedsync.weddings.models import Wedding


class PersonRequired(APIException):
    """403: a program can't say this yes."""

    status_code = 403
    default_code = "person_required"
    default_detail = "The second yes is a person's, in a browser: a key can't give it."


class EmergencySerializer(serializers.ModelSerializer[Emergency]):
    class Meta:
        model = Emergency
        fields: ClassVar = [
            "id", "wedding", "reason", "text", "channels", "every_minutes", "state", "started_at",
            "confirmed_how", "opened_at", "acknowledged_by", "acknowledged_how", "ended_at",
        ]  # fmt: skip


class EmergencyWrite(Strict):
    """`people` and `channels` in the order in which they are tried."""

    wedding = serializers.UUIDField()
    reason = serializers.ChoiceField(choices=EmergencyReason.choices)
    text = serializers.CharField(max_length=LONGEST)
    people = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_PEOPLE)
    channels = serializers.ListField(
        child=serializers.ChoiceField(choices=sorted(channels())), max_length=len(channels())
    )
    every_minutes = serializers.IntegerField(min_value=1, max_value=60, required=False)


class Emergencies(Making[Emergency]):
    """Who is told, one after another. Nothing leaves before a second person has confirmed it."""

    queryset = Emergency.objects.all()
    serializer_class = EmergencySerializer
    writes = EmergencyWrite
    group = "emergencies"
    verb = "send"
    called = "api-emergency"
    filters = (by_id("wedding"), by_word("state", EmergencyState.values))

    def make(self, said: dict[str, Any]) -> Emergency:
        wedding = get_object_or_404(Wedding, vendor=self.vendor, pk=said["wedding"])
        alarm = Alarm(
            reason=said["reason"],
            text=said["text"],
            people=said["people"],
            ways=said["channels"],
            every_minutes=said.get("every_minutes", 5),
            key=str(uuid7()),
        )
        return propose(wedding, alarm, actor=person(self.request), now=current_time())

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def confirm(self, request: Request, pk: str) -> Response:
        """The second yes, by another member who is signed in."""
        emergency = self.get_object()
        if isinstance(request.auth, ApiKey):
            raise PersonRequired
        confirm(emergency.pk, request.user, current_time())
        return self.one(self.get_queryset().get(pk=emergency.pk))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def end(self, request: Request, pk: str) -> Response:
        """Nobody else is told; what waits to leave never does."""
        emergency = self.get_object()
        end(emergency.pk, current_time(), actor=self.actor)
        return self.one(self.get_queryset().get(pk=emergency.pk))
