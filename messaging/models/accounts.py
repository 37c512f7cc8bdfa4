"""Accounts at providers, and how fast they may be used."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from messaging.channels.registry import channel_choices
from wedsync.lib.ids import UUID7, uuid7
from wedsync.vendors.models import SealedRow, Vendor


class ProviderAccount(SealedRow):
    """Credentials at a provider: a vendor's own, or (without a vendor) the platform's."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(Vendor, models.CASCADE, null=True, blank=True, related_name="+")
    provider = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, choices=channel_choices)
    order = models.PositiveSmallIntegerField(default=100, help_text="Lower is tried first")
    per_minute = models.PositiveIntegerField(
        null=True, blank=True, help_text="Messages (SMS: segments); empty: as the channel usually"
    )
    burst = models.PositiveIntegerField(default=100, help_text="Messages at once")
    enabled = models.BooleanField(default=True)
    trouble = models.CharField(max_length=300, blank=True, help_text="What a person must mend")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row, see health.py")
    rests_until = models.DateTimeField(null=True, help_text="Circuit breaker: nothing until then")
    slowness = models.FloatField(default=1, help_text="Share of its pace left by the last 429s")
    slowed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["channel", "order", "id"]

    def __str__(self) -> str:
        return f"{self.provider} ({'platform' if self.vendor_id is None else self.vendor_id})"


class Bucket(models.Model):
    """A token bucket while Redis is away: what `pace.py` keeps there, kept here."""

    key = models.CharField(max_length=120, primary_key=True)
    arrival = models.BigIntegerField(help_text="Theoretical arrival time, Unix microseconds")

    def __str__(self) -> str:
        return self.key
