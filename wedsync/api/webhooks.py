"""Webhooks: who hears what happens, what was told, and the hooks that programs subscribe."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm_connectors.outgoing.catalogue import CHOICES
from crm_connectors.outgoing.endpoints import (
    change_endpoint,
    close_endpoint,
    open_endpoint,
    pause_endpoint,
    resume_endpoint,
    rotate_secret,
)
from crm_connectors.outgoing.models import Delivery, DeliveryState, Endpoint, EndpointState
from crm_connectors.outgoing.replay import replay, say_test
from crm_connectors.outgoing.tasks import tell
from wedsync.api.filters import by_id, by_word, since
from wedsync.api.nouns import NO_CONTENT, Making, Nouns, Removing, Writing
from wedsync.api.strict import Strict
from wedsync.lib.later import later

KINDS = sorted(kind.key for kind in CHOICES)
LONGEST = 2000


class WebhookSerializer(serializers.ModelSerializer[Endpoint]):
    """`failing_since`: of the first failure after the last success, null while it listens."""

    class Meta:
        model = Endpoint
        fields: ClassVar = [
            "id", "url", "description", "kinds", "state", "reason", "failing_since", "created_at",
        ]  # fmt: skip


class WebhookWrite(Strict):
    url = serializers.CharField(max_length=LONGEST)
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS), max_length=50)
    description = serializers.CharField(max_length=200, allow_blank=True, required=False)


class SecretSerializer(serializers.Serializer[Any]):
    """What signs now; `old` for a day after it was changed."""

    secret = serializers.CharField()
    old = serializers.CharField(allow_null=True)


class KindSerializer(serializers.Serializer[Any]):
    """`sample`: the data of one that could have happened."""

    key = serializers.CharField()
    sentence = serializers.CharField()
    sample = serializers.DictField(child=serializers.JSONField())


class Webhooks(Writing[Endpoint], Removing[Endpoint]):
    """Addresses of your own that hear what happens, signed by the Standard Webhooks scheme."""

    queryset = Endpoint.objects.filter(hook=False)
    serializer_class = WebhookSerializer
    writes = WebhookWrite
    group = "webhooks"
    called = "api-webhook"
    filters = (by_word("state", EndpointState.values),)

    def make(self, said: dict[str, Any]) -> Endpoint:
        """Its secret is asked for by itself, so that no kept answer holds it."""
        return open_endpoint(self.vendor, actor=self.actor, **said)[0]

    def change(self, row: Endpoint, said: dict[str, Any]) -> None:
        now = {"url": row.url, "kinds": row.kinds, "description": row.description}
        change_endpoint(self.vendor, row.pk, actor=self.actor, **(now | said))

    def remove(self, row: Endpoint) -> None:
        """It hears nothing more; what waits for it is dropped."""
        close_endpoint(self.vendor, row.pk, actor=self.actor)

    @extend_schema(responses=KindSerializer(many=True), filters=False)
    @action(detail=False, methods=["get"], pagination_class=None)
    def kinds(self, request: Request) -> Response:
        """Everything one may hear about, with samples."""
        told = [{"key": k.key, "sentence": k.sentence, "sample": k.sample} for k in CHOICES]
        return Response(told)

    @extend_schema(request=None, responses=SecretSerializer)
    @action(detail=True, methods=["post"])
    def secret(self, request: Request, pk: str) -> Response:
        """What your program checks signatures with; this answer is never kept."""
        self.once = None
        signing = self.get_object().signing(current_time())
        first, second = (*signing, None, None)[:2]
        return Response({"secret": first or "", "old": second})

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def rotate(self, request: Request, pk: str) -> Response:
        """A new secret; the one before signs beside it for a day."""
        endpoint = self.get_object()
        rotate_secret(self.vendor, endpoint.pk, current_time(), actor=self.actor)
        return self.one(self._again(endpoint))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        """What happens from now on is not noted for it."""
        endpoint = self.get_object()
        pause_endpoint(self.vendor, endpoint.pk, actor=self.actor)
        return self.one(self._again(endpoint))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """It hears what happens from now on, and what still waits for it."""
        endpoint = self.get_object()
        resume_endpoint(self.vendor, endpoint.pk, current_time(), actor=self.actor)
        later(tell)
        return self.one(self._again(endpoint))

    @extend_schema(request=None, responses={NO_CONTENT: None})
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str) -> Response:
        """An event of the kind `webhook.test` is on its way."""
        say_test(self.vendor, self.get_object().pk, current_time(), actor=self.actor)
        later(tell)
        return Response(status=NO_CONTENT)


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """`log`: each attempt, the newest last, as {at, status, trouble, milliseconds, body}."""

    webhook = serializers.UUIDField(source="endpoint_id", read_only=True)
    log = serializers.ListField(child=serializers.JSONField(), read_only=True)

    class Meta:
        model = Delivery
        fields: ClassVar = [
            "id", "webhook", "webhook_id", "kind", "state", "attempts", "due_at", "done_at",
            "created_at", "body", "log",
        ]  # fmt: skip


class Deliveries(Nouns[Delivery]):
    """What was told to whom, kept for thirty days."""

    queryset = Delivery.objects.all()
    serializer_class = DeliverySerializer
    group = "webhooks"
    called = "api-delivery"
    filters = (
        by_id("webhook", lambda rows, pk: rows.filter(endpoint=pk)),
        by_word("state", DeliveryState.values),
        since("created_since", "created_at"),
    )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, pk: str) -> Response:
        """The same bytes under the same webhook-id, once more."""
        delivery = self.get_object()
        replay(self.vendor, delivery.pk, current_time(), actor=self.actor)
        later(tell)
        return self.one(self.get_queryset().get(pk=delivery.pk))


class HookSerializer(serializers.ModelSerializer[Endpoint]):
    target_url = serializers.CharField(source="url", read_only=True)
    event = serializers.SerializerMethodField()

    class Meta:
        model = Endpoint
        fields: ClassVar = ["id", "target_url", "event", "created_at"]

    def get_event(self, row: Endpoint) -> str:
        return row.kinds[0]


class HookWrite(Strict):
    target_url = serializers.CharField(max_length=LONGEST)
    event = serializers.ChoiceField(choices=KINDS)


class Hooks(Making[Endpoint], Removing[Endpoint]):
    """REST Hooks, as Zapier and Make subscribe them: one kind of event for one address."""

    queryset = Endpoint.objects.filter(hook=True)
    serializer_class = HookSerializer
    writes = HookWrite
    group = "webhooks"
    called = "api-hook"
    filters = (by_word("event", KINDS, "kinds__0"),)

    def get_queryset(self) -> QuerySet[Endpoint]:
        return super().get_queryset().order_by("id")

    def make(self, said: dict[str, Any]) -> Endpoint:
        url, kinds = said["target_url"], [said["event"]]
        return open_endpoint(self.vendor, url, kinds, actor=self.actor, hook=True)[0]

    def remove(self, row: Endpoint) -> None:
        close_endpoint(self.vendor, row.pk, actor=self.actor)
