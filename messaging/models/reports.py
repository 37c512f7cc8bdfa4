"""What providers reported, as it came and as facts about messages."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from messaging.models.accounts import ProviderAccount
from messaging.models.ledger import LedgerModel, Message
from wedsync.lib.ids import UUID7, uuid7


class InboxEvent(models.Model):
    """A verified webhook, stored once, before it is answered with 200. Operators' eyes only."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    account = models.ForeignKey(ProviderAccount, models.CASCADE, related_name="+")
    event_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    message_id = models.UUIDField(null=True)
    handover_id = models.UUIDField(null=True)
    provider_message_id = models.CharField(max_length=120, blank=True)
    occurred_at = models.DateTimeField()
    payload: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    received_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "event_key"], name="heard_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["retry_at"], name="inbox_to_apply", condition=Q(applied_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.provider_message_id}"


class DeliveryEvent(LedgerModel):
    """Something that happened to a message after it left: a fact, never taken back."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="events", db_constraint=False)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    source = models.CharField(max_length=20, help_text="The provider's key, or 'link'")
    reader = models.CharField(
        max_length=7, blank=True, help_text="Who opened or clicked: human, machine or unsure"
    )
    rule = models.CharField(max_length=12, blank=True, help_text="The rules that said so")
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "message"], name="events_of_a_message"),
            models.Index(fields=["vendor", "-id"], name="events_as_they_came"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%F %T}"
