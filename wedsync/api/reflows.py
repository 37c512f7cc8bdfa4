"""Changes of weddings' facts: what waits for a yes, what was done, and the way back."""

from collections.abc import Callable

from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import Proposal, Reflow
from campaigns.reflows import reflow as verbs
from wedsync.api.filters import by_id, by_word
from wedsync.api.nouns import Nouns
from wedsync.api.reflow_fields import ReflowSerializer


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

    def _decided(self, verb: Callable[[Reflow], object]) -> Response:
        reflow = self.get_object()
        verb(reflow)
        return self.one(self.get_queryset().get(pk=reflow.pk))
