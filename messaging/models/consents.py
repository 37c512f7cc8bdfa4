"""Who said yes or no, and which addresses get nothing more."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from messaging.channels.registry import channel_choices
from messaging.models.choices import choices
from messaging.policy.facts import Purpose
from wedsync.vendors.models import TenantModel
from wedsync.weddings.models import Person


class Consent(TenantModel):
    """A person said yes or no. Append-only: the latest row for an address and purpose holds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    address = models.CharField(max_length=254)
    channel = models.CharField(max_length=10, choices=channel_choices)
    purpose = models.CharField(max_length=12, choices=choices(Purpose))
    granted = models.BooleanField()
    basis = models.CharField(max_length=20, help_text="express, contract, import, unsubscribe…")
    evidence: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    until = models.DateTimeField(null=True, help_text="An implied yes ends by itself")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["vendor", "person", "channel", "purpose", "-id"], name="latest_consent"
            ),
            models.Index(
                fields=["vendor", "address", "channel", "-id"],
                name="refusals_of_an_address",
                condition=Q(granted=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{'yes' if self.granted else 'no'} to {self.purpose} by {self.channel}"


class Suppression(TenantModel):
    """An address that gets nothing more on a channel, whoever it belongs to."""

    channel = models.CharField(max_length=10, choices=channel_choices)
    address = models.CharField(max_length=254)
    reason = models.CharField(max_length=20, help_text="bounced, complained, manual…")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "channel", "address"], name="suppressed_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.reason}"


class SoftBounces(TenantModel):
    """How often an address could not be reached in a row; a delivery ends the row."""

    channel = models.CharField(max_length=10, choices=channel_choices)
    address = models.CharField(max_length=254)
    count = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "channel", "address"], name="counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.count}"
