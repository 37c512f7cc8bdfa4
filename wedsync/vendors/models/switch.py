"""What operators have switched off, for one vendor or for everybody, and why."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from wedsync.lib.ids import UUID7, uuid7
from wedsync.lib.worded import worded
from wedsync.vendors.models.tenant import Vendor


class Feature(models.TextChoices):
    """What can be switched off. A channel's ends in the channel's key."""

    SENDING = "sending", worded("All sending")
    EMAIL = "channel_email", worded("E-mail")
    SMS = "channel_sms", "SMS"
    WHATSAPP = "channel_whatsapp", "WhatsApp"
    PUSH = "channel_push", worded("Push")
    IN_APP = "channel_in_app", worded("In-app messages")
    AI_COPY = "ai_copy", worded("AI copy")
    BANDIT = "bandit", worded("Shares that follow the results")
    WEBHOOKS = "webhooks", worded("Webhooks to others")
    CONNECTORS = "connectors", worded("What other systems tell us")


class Switch(models.Model):
    """A word that stands until the next one about the same; `vendor` NULL: about everybody.

    Append-only, so that its rows are their own history. Off for everybody is off for each.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(Vendor, models.CASCADE, null=True, blank=True, related_name="+")
    feature = models.CharField(max_length=20, choices=Feature)
    is_on = models.BooleanField()
    reason = models.CharField(max_length=200)
    actor = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "switches"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["feature", "vendor", "-id"], name="switches_latest")
        ]

    def __str__(self) -> str:
        return f"{self.get_feature_display()} {'on' if self.is_on else 'off'}"
