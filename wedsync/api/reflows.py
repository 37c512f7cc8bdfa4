"""Changes of weddings' facts: what waits for a yes, what was done, and the way back."""

from collections.abc import Callable

from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import Proposal, Reflow
from campaigns.reflows import reflow as verbs
from campaigns.reflows.decide import ANSWERS, decide_reflows
from wedsync.api.deciding import WEIGHT, DecidedSerializer, Ids, outcomes
from wedsync.api.filters import by_id, by_word
from wedsync.api.nouns import Nouns
from wedsync.api.reflow_fields import ReflowSerializer
from wedsync.api.strict import Strict


class ReflowsWrite(Strict):
    """`accept` or `refuse` what is proposed; `undo` what was done."""

    answer = serializers.ChoiceField(choices=[*ANSWERS])
    reflows = Ids()


class Reflows(Nouns[Reflow]):
    """Changes of weddings' facts: proposed, applied, undone or refused."""

    queryset = Reflow.objects.select_related("wedding")
    serializer_class = ReflowSerializer
    group = "weddings"
    called = "api-reflow"
    filters = (by_id("wedding"), by_word("state", Proposal.values))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="move")
    def accept(self, request: Request, pk: str) -> Response:
        """Do what is proposed."""
        return self._decided(lambda one: verbs.apply(one, current_time(), self.actor))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="move")
    def refuse(self, request: Request, pk: str) -> Response:
        """Leave everything as it is."""
        return self._decided(lambda one: verbs.refuse(one, current_time(), self.actor))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], verb="move")
    def undo(self, request: Request, pk: str) -> Response:
        """Take back what was done."""
        return self._decided(lambda one: verbs.undo(one, current_time(), self.actor))

    @extend_schema(request=ReflowsWrite, responses=DecidedSerializer)
    @action(detail=False, methods=["post"], verb="move", weight=WEIGHT)
    def decide(self, request: Request) -> Response:
        """One answer for up to a hundred, each by itself; counts as ten calls."""
        form = ReflowsWrite(data=request.data)
        form.is_valid(raise_exception=True)
        ids, answer = form.validated_data["reflows"], form.validated_data["answer"]
        found = self.get_queryset().filter(pk__in=ids)
        return outcomes(ids, decide_reflows(found, answer, current_time(), actor=self.actor))

    def _decided(self, verb: Callable[[Reflow], object]) -> Response:
        reflow = self.get_object()
        verb(reflow)
        return self.one(self.get_queryset().get(pk=reflow.pk))
