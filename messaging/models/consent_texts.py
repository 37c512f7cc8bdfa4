"""The words that people agree to, as a vendor puts them."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from messaging.channels.registry import channel_choices
from wedsync.vendors.models import TenantModel


class ConsentText(TenantModel):
    """Append-only: other words are a new number, and what was agreed to can still be read."""

    channel = models.CharField(max_length=10, choices=channel_choices)
    purpose = models.CharField(max_length=12)
    language = models.CharField(max_length=10, help_text="Of the page that shows it")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=600)
    written_by = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "channel", "purpose", "language", "number"],
                name="one_consent_text_of_a_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel}:{self.purpose}:{self.language} {self.number}"
