"""Segments: audiences under a name."""

from typing import ClassVar

from rest_framework import serializers

from campaigns.models import Segment
from campaigns.segments.keep import delete
from wedsync.api.filters import since
from wedsync.api.nouns import Removing


class SegmentSerializer(serializers.ModelSerializer[Segment]):
    """`tree` is the list of its conditions; all of them hold."""

    tree = serializers.ListField(child=serializers.JSONField(), read_only=True)

    class Meta:
        model = Segment
        fields: ClassVar = ["id", "name", "tree", "created_at", "changed_at"]


class Segments(Removing[Segment]):
    """Audiences under a name."""

    queryset = Segment.objects.all()
    serializer_class = SegmentSerializer
    group = "campaigns"
    called = "api-segment"
    filters = (since("updated_since", "changed_at"),)

    def remove(self, row: Segment) -> None:
        delete(row, actor=self.actor)
