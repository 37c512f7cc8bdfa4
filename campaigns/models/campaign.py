"""A campaign: one message to many, and everybody it reaches."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from messaging.channels.registry import channel_choices
from messaging.models import LedgerModel, Message
from messaging.policy.facts import Purpose
from personalization.models import TemplateVersion
from wedsync.vendors.models import TenantModel
from wedsync.weddings.models import Person, Wedding


class State(models.TextChoices):
    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Campaign(TenantModel):
    """One message to many: an audience, a version of a template, and where it stands."""

    name = models.CharField(max_length=120)
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="campaigns")
    channel = models.CharField(max_length=10, choices=channel_choices, default="email")
    purpose = models.CharField(
        max_length=12,
        choices=[(purpose.value, purpose.value) for purpose in Purpose],
        default=Purpose.MARKETING.value,
    )
    audience: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True, help_text="See campaigns/audience.py"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    launched_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor"], name="campaigns_running", condition=Q(state="running"))
        ]

    def __str__(self) -> str:
        return self.name


class Recipient(LedgerModel):
    """A person frozen into a campaign's audience at launch, and the message they got for it."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="recipients", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_constraint=False)
    wedding = models.ForeignKey(
        Wedding, models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    variant_key = models.CharField(max_length=4, blank=True)
    message = models.ForeignKey(
        Message,
        models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "person"], name="reached_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["campaign", "id"],
                name="recipients_to_expand",
                condition=Q(message__isnull=True),
            ),
            models.Index(fields=["vendor", "message"], name="recipient_of_a_message"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.campaign_id}"
