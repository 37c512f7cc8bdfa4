"""Weddings: read, added, changed; what a plan hangs on moves by `reflow` alone."""

from typing import Any, ClassVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm_connectors.models import Link
from crm_connectors.take_away import take_away
from wedsync.api.clients import SOURCE
from wedsync.api.etag import refuse_stale, tag_of
from wedsync.api.filters import Filter, by_id, by_text, by_word, from_day, since, to_day
from wedsync.api.nouns import Removing, Writing
from wedsync.api.reflow_fields import DifferenceSerializer, ReflowWrite
from wedsync.api.reflow_said import facts_after
from wedsync.api.reflow_shown import shown_difference, shown_reflow
from wedsync.api.wedding_fields import WeddingChange, WeddingWrite
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.weddings.keep import add_wedding, change
from wedsync.weddings.models import Client, Life, Precision, Wedding, WeddingDay


class WeddingDaySerializer(serializers.ModelSerializer[WeddingDay]):
    class Meta:
        model = WeddingDay
        fields: ClassVar = ["kind", "day", "starts_at"]


class WeddingSerializer(serializers.ModelSerializer[Wedding]):
    """`budget` in minor units of `currency`; `external_id` is the caller's own, null without."""

    days = WeddingDaySerializer(many=True, read_only=True)
    external_id = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = Wedding
        fields: ClassVar = [
            "id", "client", "external_id", "date", "precision", "life", "venue_name", "venue_city",
            "venue_country", "timezone", "latitude", "longitude", "guests", "budget", "currency",
            "style", "days", "created_at", "updated_at",
        ]  # fmt: skip


def _called(rows: QuerySet[Wedding], external_id: str) -> QuerySet[Wedding]:
    known = Link.objects.filter(source=SOURCE, kind=Link.Kind.WEDDING, external_id=external_id)
    return rows.filter(pk__in=known.values("object_id"))


by_external_id = by_text("external_id", 120, "Only the one that you called so.")


class Weddings(Writing[Wedding], Removing[Wedding]):
    """Their date, place, days and size. What a plan hangs on moves by `reflow` alone."""

    queryset = Wedding.objects.all()
    serializer_class = WeddingSerializer
    writes = WeddingWrite
    changes = WeddingChange
    group = "weddings"
    called = "api-wedding"
    filters = (
        by_id("client"),
        by_word("life", Life.values),
        by_word("precision", Precision.values),
        from_day("date_from", "date"),
        to_day("date_to", "date"),
        Filter("external_id", by_external_id.read, _called, by_external_id.schema,
               by_external_id.help),
        since("updated_since", "updated_at"),
    )  # fmt: skip

    def get_queryset(self) -> QuerySet[Wedding]:
        theirs = Link.objects.filter(
            vendor=self.vendor, source=SOURCE, kind=Link.Kind.WEDDING, object_id=OuterRef("pk")
        )
        known = Subquery(theirs.order_by("external_id").values("external_id")[:1])
        return super().get_queryset().prefetch_related("days").annotate(external_id=known)

    def make(self, said: dict[str, Any]) -> Wedding:
        client = get_object_or_404(Client, vendor=self.vendor, pk=said.pop("client"))
        days, external_id = said.pop("days", []), said.pop("external_id", "")
        row = Wedding(id=uuid7(), vendor=self.vendor, client=client, **said)
        add_wedding(row, days, actor=self.actor)
        if external_id:
            self._link(row, external_id)
        return row

    def change(self, row: Wedding, said: dict[str, Any]) -> None:
        change(row, said, actor=self.actor)

    def remove(self, row: Wedding) -> None:
        take_away(row, actor=self.actor)

    @extend_schema(request=ReflowWrite, responses=DifferenceSerializer)
    @action(detail=True, methods=["post"], verb="move")
    def reflow(self, request: Request, pk: str) -> Response:
        """Change facts, and everything that hangs on them; with `dry_run` only look at it."""
        wedding = self.get_object()
        refuse_stale(request, tag_of(self.shown(wedding)))
        form = ReflowWrite(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        after = facts_after(wedding, self.vendor, form.validated_data)
        if form.validated_data.get("dry_run"):
            return Response(shown_difference(wedding, after))
        return Response(shown_reflow(wedding, after, self.actor))

    def _link(self, row: Wedding, external_id: str) -> None:
        kept, made = Link.objects.get_or_create(
            vendor=self.vendor,
            source=SOURCE,
            kind=Link.Kind.WEDDING,
            external_id=external_id,
            defaults={"object_id": row.pk},
        )
        if not made and kept.object_id != row.pk:
            raise Refusal("Another wedding has this external_id.", code="external_id_taken")
