"""Replies a vendor writes again and again, with merge fields as in a template."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from wedsync.vendors.models import TenantModel


class SavedReply(TenantModel):
    """`text` is Liquid, and is filled in for whoever is answered."""

    name = models.CharField(max_length=80)
    text = models.TextField(max_length=4000)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name_plural = "saved replies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "name"], name="one_saved_reply_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
