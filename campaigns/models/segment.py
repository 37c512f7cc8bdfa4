"""A segment: conditions under a name, to be used in many audiences."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from wedsync.vendors.models import TenantModel


class Segment(TenantModel):
    """Asked anew whenever it is used; what a campaign froze at its launch stays as it was."""

    name = models.CharField(max_length=120)
    tree: models.JSONField[list[Any], list[Any]] = models.JSONField(
        default=list, blank=True, help_text="See campaigns/segments/parse.py"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "name"], name="one_segment_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
