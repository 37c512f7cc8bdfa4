"""Templates: what can be said, the vendor's own and the library's."""

from typing import ClassVar

from django.db.models import Q, QuerySet
from django.utils.timezone import now as current_time
from rest_framework import serializers

from campaigns.retire import retire
from messaging.policy.facts import Purpose
from personalization.models import Template, TemplateVersion
from wedsync.api.filters import by_flag, by_word
from wedsync.api.nouns import Removing


class VersionSerializer(serializers.ModelSerializer[TemplateVersion]):
    class Meta:
        model = TemplateVersion
        fields: ClassVar = ["id", "number", "note", "created_at"]


class TemplateSerializer(serializers.ModelSerializer[Template]):
    """`library` templates belong to nobody and may be used by everybody.

    A copy names the key and the number of the library version it was made from.
    """

    library = serializers.SerializerMethodField()
    versions = VersionSerializer(many=True, read_only=True)

    class Meta:
        model = Template
        fields: ClassVar = [
            "id", "name", "purpose", "description", "kinds", "stage", "timing", "origin",
            "origin_version", "library", "archived_at", "versions", "created_at",
        ]  # fmt: skip

    def get_library(self, template: Template) -> bool:
        return template.vendor_id is None


class Templates(Removing[Template]):
    """What can be said: your own and the library's."""

    queryset = Template.objects.prefetch_related("versions")
    serializer_class = TemplateSerializer
    group = "templates"
    called = "api-template"
    filters = (
        by_word("purpose", [one.value for one in Purpose]),
        by_flag("library", lambda rows, yes: rows.filter(vendor__isnull=yes),
                "Only the library's, or only your own."),
    )  # fmt: skip

    def get_queryset(self) -> QuerySet[Template]:
        usable = Q(vendor=self.vendor) | Q(vendor=None)
        return Template.objects.prefetch_related("versions").filter(usable)

    def locked(self) -> Template:
        """The library's are nobody's to lock; the verb locks the vendor's own."""
        return self.get_object()

    def remove(self, row: Template) -> None:
        """Out of choice; what it said, and who got it, stays."""
        retire(row, current_time(), actor=self.actor)
