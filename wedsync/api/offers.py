"""Offers of doubles: couples that another system told of and that may be some you have already."""

from typing import ClassVar

from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm_connectors.decide_offers import ANSWERS, decide_offers, to_decide
from crm_connectors.models import Record
from wedsync.api.deciding import WEIGHT, DecidedSerializer, Ids, outcomes
from wedsync.api.filters import by_word
from wedsync.api.nouns import Nouns
from wedsync.api.strict import Strict


class OfferSerializer(serializers.ModelSerializer[Record]):
    """`wedding`: the one it may be; `external_id` as the other system calls it."""

    system = serializers.CharField(source="connection.connector", read_only=True)
    wedding = serializers.UUIDField(source="wedding_id", read_only=True, allow_null=True)

    class Meta:
        model = Record
        fields: ClassVar = ["id", "system", "external_id", "wedding", "state", "seen_at"]


class OffersWrite(Strict):
    """`same`: it is that wedding; `another`: a couple of its own; `leave`: not to come in."""

    answer = serializers.ChoiceField(choices=[*ANSWERS])
    offers = Ids()


class Offers(Nouns[Record]):
    """What other systems tell of couples. Those that are `offered` wait for your answer."""

    queryset = Record.objects.select_related("connection")
    serializer_class = OfferSerializer
    group = "offers"
    called = "api-offer"
    filters = (by_word("state", Record.State.values),)

    @extend_schema(request=OffersWrite, responses=DecidedSerializer)
    @action(detail=False, methods=["post"], verb="decide", weight=WEIGHT)
    def decide(self, request: Request) -> Response:
        """One answer for up to a hundred, each by itself; counts as ten calls."""
        form = OffersWrite(data=request.data)
        form.is_valid(raise_exception=True)
        ids, answer = form.validated_data["offers"], form.validated_data["answer"]
        found = to_decide(self.vendor.pk, ids)
        return outcomes(ids, decide_offers(found, answer, current_time(), actor=self.actor))
