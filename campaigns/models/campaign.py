"""A campaign: one message to many, and everybody it reaches."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.broadcast.states import State
from campaigns.broadcast.strategy import Strategy
from campaigns.broadcast.timing import Timing
from messaging.channels.registry import channel_choices
from messaging.models import LedgerModel, Message
from messaging.policy.facts import Purpose
from personalization.models import TemplateVersion
from wedsync.vendors.models import TenantModel
from wedsync.weddings.models import Person, Wedding

MOST_HELD_OUT = 50  # percent


class Campaign(TenantModel):
    """One message to many: to whom, what, over which way and when, and where it stands."""

    name = models.CharField(max_length=120)
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="campaigns")
    channel = models.CharField(max_length=10, choices=channel_choices, default="email")
    purpose = models.CharField(
        max_length=12,
        choices=[(purpose.value, purpose.value) for purpose in Purpose],
        default=Purpose.MARKETING.value,
    )
    audience: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True, help_text="See campaigns/segments/audience.py"
    )

    strategy = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in Strategy],
        default=Strategy.ONE.value,
    )
    further = ArrayField(
        models.CharField(max_length=10),
        default=list,
        blank=True,
        help_text="Channels after the first, in the vendor's order",
    )
    timing = models.CharField(
        max_length=4, choices=[(one.value, one.value) for one in Timing], default=Timing.NOW.value
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField(
        default=60, help_text="Later than that it is not started without being asked"
    )
    span_days = models.PositiveSmallIntegerField(default=3, help_text="To find each a good hour in")
    deadline = models.DateTimeField(null=True, blank=True, help_text="Of no use after it")
    per_hour = models.PositiveIntegerField(null=True, blank=True, help_text="At most, of its own")

    goal = models.CharField(max_length=20, blank=True, help_text="What it is meant to bring about")
    goal_days = models.PositiveSmallIntegerField(default=14)
    holdout_percent = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(MOST_HELD_OUT)]
    )
    budget_micros = models.PositiveBigIntegerField(null=True, blank=True)
    budget_currency = models.CharField(max_length=3, blank=True)

    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value.capitalize()) for one in State],
        default=State.DRAFT.value,
    )
    reason = models.CharField(max_length=200, blank=True, help_text="Why it is paused")
    edited_by = models.CharField(max_length=120, blank=True)
    asked_by = models.CharField(max_length=120, blank=True, help_text="For a second look")
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_hash = models.CharField(max_length=64, blank=True, help_text="Of what was approved")
    paused_at = models.DateTimeField(null=True, blank=True, help_text="By a person, last")
    launched_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor"], name="campaigns_running", condition=Q(state="running")),
            models.Index(
                fields=["starts_at"], name="campaigns_to_start", condition=Q(state="scheduled")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ways(self) -> tuple[str, ...]:
        """The channels it may use, in the vendor's order."""
        further = () if self.strategy == Strategy.ONE else self.further
        return tuple(dict.fromkeys((self.channel, *further)))


class Recipient(LedgerModel):
    """A person frozen into a campaign's audience at launch, and the message they got for it.

    A chain's `message` is the one at its present `step`; those before it have ended for good.
    """

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
        related_name="recipients",
        db_constraint=False,
        db_index=False,
    )
    held_out = models.BooleanField(default=False, db_default=False)
    step = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Place of its channel; beyond the last: all were tried"
    )
    way_reason = models.CharField(max_length=20, blank=True, db_default="")
    planned_at = models.DateTimeField(null=True, help_text="Null: its hour isn't chosen yet")
    hour_reason = models.CharField(max_length=24, blank=True, db_default="")
    confidence = models.FloatField(null=True, help_text="0 to below 1: how sure the hour is")
    wished_at = models.DateTimeField(null=True, help_text="Its hour, before a cap moved it")
    cap_fate = models.CharField(
        max_length=7, blank=True, db_default="", help_text="What a cap made of it: moved or skipped"
    )
    cap_rule = models.CharField(max_length=40, blank=True, db_default="")
    cost_micros = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="Estimated, of all its messages"
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
            models.Index(
                fields=["campaign", "id"],
                name="recipients_to_plan",
                condition=Q(planned_at__isnull=True),
            ),
            models.Index(fields=["vendor", "message"], name="recipient_of_a_message"),
            models.Index(
                fields=["campaign", "message"],
                name="messages_of_a_campaign",
                condition=Q(message__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.campaign_id}"
