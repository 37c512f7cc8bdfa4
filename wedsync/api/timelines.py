"""Timelines: read them, publish them, and hold them."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import Entry, Timeline, TimelineVersion
from campaigns.timelines.discard import discard
from campaigns.timelines.hold import pause_timeline, resume_timeline
from campaigns.timelines.publish import publish
from wedsync.api.filters import by_flag, by_word
from wedsync.api.nouns import Removing
from wedsync.api.strict import Strict


class TimelineSerializer(serializers.ModelSerializer[Timeline]):
    """`draft` is the definition being edited; `version` the number last published, null if none."""

    version = serializers.IntegerField(read_only=True, allow_null=True)
    draft = serializers.DictField(read_only=True)

    class Meta:
        model = Timeline
        fields: ClassVar = [
            "id", "name", "entry", "version", "draft", "paused_at", "archived_at", "created_at",
        ]  # fmt: skip


class PublishWrite(Strict):
    """`move`: who is inside goes on by the new version; else only who comes in from now on."""

    move = serializers.BooleanField(required=False)


class Timelines(Removing[Timeline]):
    """Messages that hang on a wedding's days."""

    queryset = Timeline.objects.all()
    serializer_class = TimelineSerializer
    group = "timelines"
    called = "api-timeline"
    filters = (
        by_word("entry", Entry.values),
        by_flag("archived", lambda rows, yes: rows.filter(archived_at__isnull=not yes),
                "Only those put away, or only the others."),
    )  # fmt: skip

    def get_queryset(self) -> "QuerySet[Timeline]":
        published = TimelineVersion.objects.filter(timeline=OuterRef("pk")).order_by("-number")
        return super().get_queryset().annotate(version=Subquery(published.values("number")[:1]))

    def remove(self, row: Timeline) -> None:
        discard(row, actor=self.actor)

    @extend_schema(request=PublishWrite)
    @action(detail=True, methods=["post"], verb="send")
    def publish(self, request: Request, pk: str) -> Response:
        """The draft becomes the next version, for good."""
        form = PublishWrite(data=request.data)
        form.is_valid(raise_exception=True)
        move = form.validated_data.get("move", True)
        return self._turned(lambda one: publish(one, current_time(), actor=self.actor, move=move))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def pause(self, request: Request, pk: str) -> Response:
        """Everybody stays inside, and nothing leaves."""
        return self._turned(lambda one: pause_timeline(one, current_time(), actor=self.actor))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def resume(self, request: Request, pk: str) -> Response:
        """It goes on; what came due meanwhile is up to its late policy."""
        return self._turned(lambda one: resume_timeline(one, current_time(), actor=self.actor))

    def _turned(self, verb: Callable[[Timeline], Any]) -> Response:
        timeline = self.get_object()
        verb(timeline)
        return self.one(self.get_queryset().get(pk=timeline.pk))
