"""Campaigns over the API: read them, and put a foot on gas or brake."""

from collections.abc import Callable

from django.db import transaction
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.broadcasts import pause
from campaigns.broadcasts.launch import launch
from campaigns.models import Campaign
from wedsync.analytics.progress import progress
from wedsync.api.nouns import Nouns
from wedsync.api.serializers import CampaignSerializer
from wedsync.vendors.membership import Right

Verb = Callable[..., int]


class Campaigns(Nouns[Campaign]):
    """What changes one answers with the campaign as it is then, or 409 and the reason why not."""

    queryset = Campaign.objects.all()
    serializer_class = CampaignSerializer
    by_word = ("state",)
    right = Right.SEND

    @action(detail=True)
    def progress(self, _request: Request, pk: str) -> Response:
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

    @action(detail=True, methods=["post"])
    def launch(self, request: Request, pk: str) -> Response:
        return self._turned(request, launch)

    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        return self._turned(request, pause.pause)

    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        return self._turned(request, pause.resume)

    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        return self._turned(request, pause.cancel)

    def _turned(self, request: Request, verb: Verb) -> Response:
        """A refused verb leaves nothing half-done behind."""
        campaign = self.get_object()
        with transaction.atomic():
            verb(campaign, actor=f"user:{request.user.pk}")
        return Response(self.get_serializer(campaign).data)
