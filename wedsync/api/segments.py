"""Segments: audiences under a name."""

from typing import ClassVar

from rest_framework import serializers

from campaigns.models import Segment
from wedsync.api.filters import since
from wedsync.api.nouns import Nouns


class SegmentSerializer(serializers.ModelSerializer[Segment]):
    """`tree` is the list of its conditions; all of them hold."""

    tree = serializers.ListField(child=serializers.JSONField(), read_only=True)

    class Meta:
        model = Segment
        fields: ClassVar = ["id", "name", "tree", "created_at", "changed_at"]


class Segments(Nouns[Segment]):
    """Audiences under a name."""

    queryset = Segment.objects.all()
    serializer_class = SegmentSerializer
    group = "campaigns"
    called = "api-segment"
    filters = (since("updated_since", "changed_at"),)
