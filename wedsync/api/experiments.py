"""Experiments: wordings that compete, and what can be said about them by now."""

from typing import ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from campaigns.models import Experiment
from wedsync.api.filters import Filter, by_flag, by_id
from wedsync.api.nouns import Nouns


class ExperimentSerializer(serializers.ModelSerializer[Experiment]):
    """`findings` are the figures of the last look, frozen; `word` is what follows from them."""

    findings = serializers.DictField(read_only=True)

    class Meta:
        model = Experiment
        fields: ClassVar = [
            "id", "subject", "purpose", "goal", "window_days", "horizon_days", "bandit", "word",
            "findings", "looks", "looked_at", "started_at", "ended_at",
        ]  # fmt: skip


def _of_campaign(rows: "QuerySet[Experiment]", campaign: object) -> "QuerySet[Experiment]":
    return rows.filter(subject=f"campaign:{campaign}")


class Experiments(Nouns[Experiment]):
    """Wordings that compete, and what can be said of them by now."""

    queryset = Experiment.objects.all()
    serializer_class = ExperimentSerializer
    group = "campaigns"
    called = "api-experiment"
    filters: ClassVar[tuple[Filter, ...]] = (
        by_id("campaign", _of_campaign),
        by_flag("ended", lambda rows, yes: rows.filter(ended_at__isnull=not yes),
                "Only those that are over, or only the others."),
    )  # fmt: skip
