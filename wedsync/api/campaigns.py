"""Campaigns: read them, approve them, and put a foot on gas or brake."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.broadcast.states import State
from campaigns.broadcasts import pause, review
from campaigns.broadcasts.discard import discard
from campaigns.broadcasts.edit import take_back
from campaigns.broadcasts.launch import launch
from campaigns.models import Campaign
from wedsync.analytics.progress import progress
from wedsync.api.caller import person
from wedsync.api.filters import by_word, since
from wedsync.api.nouns import Removing
from wedsync.api.strict import Strict
from wedsync.vendors.membership import Right, may

Verb = Callable[..., object]


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    class Meta:
        model = Campaign
        fields: ClassVar = [
            "id", "name", "version", "channel", "purpose", "audience", "strategy", "timing",
            "starts_at", "state", "reason", "approved_at", "launched_at", "finished_at",
            "created_at",
        ]  # fmt: skip


class ReturnWrite(Strict):
    word = serializers.CharField(max_length=200, allow_blank=True, required=False)


class ReasonSerializer(serializers.Serializer[Any]):
    state = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)
    count = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer[Any]):
    """`planned` people have no message yet; `states` and `reasons` count messages."""

    people = serializers.IntegerField()
    planned = serializers.IntegerField()
    done = serializers.IntegerField()
    states = serializers.DictField(child=serializers.IntegerField())
    reasons = ReasonSerializer(many=True)
    opened = serializers.IntegerField()
    clicked = serializers.IntegerField()


class Campaigns(Removing[Campaign]):
    """What changes one answers with the campaign as it is then, or 409 and the reason why not."""

    queryset = Campaign.objects.all()
    serializer_class = CampaignSerializer
    group = "campaigns"
    called = "api-campaign"
    filters = (
        by_word("state", [one.value for one in State]),
        since("created_since", "created_at"),
    )

    def remove(self, row: Campaign) -> None:
        discard(row, actor=self.actor)

    @extend_schema(responses=ProgressSerializer)
    @action(detail=True)
    def progress(self, request: Request, pk: str) -> Response:
        found = progress(self.get_object().pk)
        return Response(
            {
                "people": found.people,
                "planned": found.planned,
                "done": found.done,
                "states": {state.value: count for state, count in found.states.items()},
                "reasons": [
                    {"state": one.state.value, "reason": one.text, "count": one.count}
                    for one in found.reasons
                ],
                "opened": found.opened,
                "clicked": found.clicked,
            }
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def launch(self, request: Request, pk: str) -> Response:
        """Start it, or plan its start."""
        return self._turned(launch)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def pause(self, request: Request, pk: str) -> Response:
        """Hold what has not left."""
        return self._turned(pause.pause)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def resume(self, request: Request, pk: str) -> Response:
        """Let it go on from where it stopped."""
        return self._turned(pause.resume)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def cancel(self, request: Request, pk: str) -> Response:
        """Drop what has not left, for good."""
        return self._turned(pause.cancel)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="write")
    def review(self, request: Request, pk: str) -> Response:
        """Ask for a second look."""
        return self._by_person(review.ask)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def approval(self, request: Request, pk: str) -> Response:
        """Approve just what it says now. A key approves in the name of who made it."""
        owns = may(request.membership, Right.OWN)  # type: ignore[attr-defined]  # TenantMiddleware
        return self._by_person(lambda one, actor: review.approve(one, actor=actor, owns=owns))

    @extend_schema(request=ReturnWrite)
    @action(detail=True, methods=["post"], verb="send", url_path="return")
    def send_back(self, request: Request, pk: str) -> Response:
        """To be written again; `word` says what is missing."""
        form = ReturnWrite(data=request.data)
        form.is_valid(raise_exception=True)
        word = form.validated_data.get("word", "")
        return self._turned(lambda one, actor: review.send_back(one, word, actor=actor))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="send")
    def draft(self, request: Request, pk: str) -> Response:
        """Take back the plan of a start."""
        return self._turned(take_back)

    def _by_person(self, verb: Verb) -> Response:
        """Where two people must agree, a key is no second person."""
        who = person(self.request)
        return self._turned(lambda one, actor: verb(one, actor=who))

    def _turned(self, verb: Verb) -> Response:
        campaign = self.get_object()
        verb(campaign, actor=self.actor)
        return self.one(self.get_queryset().get(pk=campaign.pk))
