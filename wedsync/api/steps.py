"""Planned steps: what each wedding will get, when and why; and a word about one of them."""

from collections.abc import Callable
from typing import ClassVar

from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import PlannedStep
from campaigns.timeline import Stand
from campaigns.timelines.by_hand import as_planned, leave_out, set_time
from wedsync.api.filters import by_id, by_word, since
from wedsync.api.nouns import Nouns
from wedsync.api.strict import Strict

YEARS = range(1900, 2201)


class StepSerializer(serializers.ModelSerializer[PlannedStep]):
    """`moment`: when it wants to be said; `due_at`: when it will be."""

    class Meta:
        model = PlannedStep
        fields: ClassVar = [
            "id", "enrollment", "wedding", "step_key", "occurrence", "state", "moment", "due_at",
            "reason", "by_hand", "left_at",
        ]  # fmt: skip


class TimeWrite(Strict):
    at = serializers.DateTimeField(help_text="An instant with its zone")

    def to_internal_value(self, data: object) -> object:
        said = super().to_internal_value(data)
        if said["at"].year not in YEARS:
            raise ValidationError({"at": ["This lies too far away."]})
        return said


class Steps(Nouns[PlannedStep]):
    """What each wedding will get, when and why."""

    queryset = PlannedStep.objects.all()
    serializer_class = StepSerializer
    group = "timelines"
    verb = "send"
    called = "api-step"
    filters = (
        by_id("wedding"),
        by_id("enrollment"),
        by_word("state", [one.value for one in Stand]),
        since("due_since", "due_at"),
    )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def send(self, request: Request, pk: str) -> Response:
        """As soon as nothing protected is in its way."""
        now = current_time()
        return self._said(lambda step: set_time(step, now, now, actor=self.actor))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def skip(self, request: Request, pk: str) -> Response:
        """Not for this wedding."""
        return self._said(lambda step: leave_out(step, current_time(), actor=self.actor))

    @extend_schema(request=TimeWrite)
    @action(detail=True, methods=["post"], verb="send", url_path="set")
    def set_time(self, request: Request, pk: str) -> Response:
        """At this instant; protected days stand above any word."""
        form = TimeWrite(data=request.data)
        form.is_valid(raise_exception=True)
        at = form.validated_data["at"]
        return self._said(lambda step: set_time(step, at, current_time(), actor=self.actor))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def free(self, request: Request, pk: str) -> Response:
        """As the timeline says again."""
        return self._said(lambda step: as_planned(step, current_time(), actor=self.actor))

    def _said(self, verb: Callable[[PlannedStep], None]) -> Response:
        step = self.get_object()
        verb(step)
        return self.one(self.get_queryset().get(pk=step.pk))
