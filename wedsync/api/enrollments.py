"""Enrollments: weddings inside timelines; let in, taken out, started again."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import Enrollment, Inside, Timeline
from campaigns.timelines.enroll import enroll
from campaigns.timelines.hold import restart, take_out
from wedsync.api.filters import by_id, by_word
from wedsync.api.nouns import Making, Removing
from wedsync.api.strict import Strict
from wedsync.weddings.models import Wedding


class EnrollmentSerializer(serializers.ModelSerializer[Enrollment]):
    """`reason`: the life event, the goal, or who took it out."""

    class Meta:
        model = Enrollment
        fields: ClassVar = [
            "id", "timeline", "version", "wedding", "state", "reason", "entered_at", "ended_at",
        ]  # fmt: skip


class EnrollmentWrite(Strict):
    timeline = serializers.UUIDField()
    wedding = serializers.UUIDField()


class Enrollments(Making[Enrollment], Removing[Enrollment]):
    """A wedding is inside a timeline once: let in again, it stays as it is."""

    queryset = Enrollment.objects.all()
    serializer_class = EnrollmentSerializer
    writes = EnrollmentWrite
    group = "timelines"
    verb = "send"
    called = "api-enrollment"
    filters = (by_id("timeline"), by_id("wedding"), by_word("state", Inside.values))

    def make(self, said: dict[str, Any]) -> Enrollment:
        timeline = get_object_or_404(Timeline, vendor=self.vendor, pk=said["timeline"])
        wedding = get_object_or_404(Wedding, vendor=self.vendor, pk=said["wedding"])
        enroll(timeline, [wedding.pk], current_time(), actor=self.actor)
        return Enrollment.objects.get(timeline=timeline, wedding=wedding)

    def remove(self, row: Enrollment) -> None:
        """As `leave`: whatever has not left will not; where it stood is kept."""
        take_out(row, current_time(), actor=self.actor)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def leave(self, request: Request, pk: str) -> Response:
        """Whatever has not left will not."""
        return self._turned(take_out)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def restart(self, request: Request, pk: str) -> Response:
        """Plan again for one that was stopped, taken out or is through."""
        return self._turned(restart)

    def _turned(self, verb: Callable[..., None]) -> Response:
        enrollment = self.get_object()
        verb(enrollment, current_time(), actor=self.actor)
        return self.one(self.get_queryset().get(pk=enrollment.pk))
