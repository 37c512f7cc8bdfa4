"""Something goes wrong on the day: who is told, one after another, until somebody answers."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.emergency.ladder import Fate
from messaging.channels.registry import channel_choices
from messaging.models import Message
from wedsync.lib.worded import worded
from wedsync.vendors.models import TenantModel
from wedsync.weddings.models import Person, Wedding


class EmergencyReason(models.TextChoices):
    WEATHER = "weather", worded("The weather endangers the day")
    VENUE = "venue", worded("The venue is closed, or out of reach")
    ILLNESS = "illness", worded("Somebody who is needed is ill")
    LATE = "late", worded("We are late, or unable to come")
    SAFETY = "safety", worded("The safety of somebody")
    SUPPLY = "supply", worded("Something the day needs is missing")


class EmergencyState(models.TextChoices):
    PROPOSED = "proposed", worded("Waits for a second yes")
    OPEN = "open", worded("Nobody has answered yet")
    ACKNOWLEDGED = "acknowledged", worded("Somebody has answered")
    EXHAUSTED = "exhausted", worded("Nobody answered: call them")
    ENDED = "ended", worded("Ended by hand")


class SecondYes(models.TextChoices):
    MEMBER = "member", worded("Another member")
    PASSWORD = "password", worded("Their own password again")


class Emergency(TenantModel):
    """`started_by`, `confirmed_by`, `ended_by` are actors as the audit trail names them.

    `confirmed_how`: "member", or "password" where the business has nobody else who may.
    """

    wedding = models.ForeignKey(Wedding, models.CASCADE, related_name="emergencies")
    reason = models.CharField(max_length=10, choices=EmergencyReason)
    text = models.TextField(max_length=600)
    channels: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=10, choices=channel_choices)
    )
    every_minutes = models.PositiveSmallIntegerField(
        default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    state = models.CharField(max_length=12, choices=EmergencyState, default=EmergencyState.PROPOSED)
    key = models.CharField(max_length=40, help_text="Of the form: a double click is one emergency")
    started_by = models.CharField(max_length=120)
    started_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_how = models.CharField(max_length=8, choices=SecondYes, blank=True)
    opened_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    acknowledged_how = models.CharField(max_length=40, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "emergencies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "key"], name="started_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="emergencies_open", condition=Q(state="open")),
            models.Index(fields=["vendor", "wedding"], name="emergencies_of_a_wedding"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} ({self.state})"


class EmergencyStep(TenantModel):
    """One way to tell one person. `note`: why it was left, where it was."""

    emergency = models.ForeignKey(Emergency, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=channel_choices)
    fate = models.CharField(
        max_length=6, choices=[(one.value, one.value) for one in Fate], default=Fate.AHEAD.value
    )
    message = models.OneToOneField(Message, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["emergency", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["emergency", "number"], name="one_step_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.channel}"
