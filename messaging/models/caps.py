"""How much a vendor thinks is enough: the rules behind the frequency gate and the week's plan."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from messaging.channels.registry import channel_choices
from messaging.models.choices import choices
from messaging.policy.facts import Cap, Purpose
from wedsync.lib.worded import worded
from wedsync.vendors.models import TenantModel

A_DAY = 24
MOST_DAYS = 31
USUAL = "usual"  # the key of the rule that nobody stored


class CountedFor(models.TextChoices):
    """The names of `messaging.policy.caps.Scope`, as people read them."""

    PERSON = "person", worded("One person")
    COUPLE = "couple", worded("Everybody of one couple together")
    CHANNEL = "channel", worded("One person, each channel by itself")


class Every(models.TextChoices):
    DAYS = "", worded("So many days on end")
    DAY = "day", worded("Calendar day")
    WEEK = "week", worded("Calendar week")
    MONTH = "month", worded("Calendar month")


class OnExceed(models.TextChoices):
    MOVE = "move", worded("Move it to the next free day")
    ASK = "ask", worded("Ask me")
    SKIP = "skip", worded("Leave it out")


class CapRule(TenantModel):
    """At most `most` messages of these purposes and channels, counted together as `scope` says."""

    scope = models.CharField(max_length=7, choices=CountedFor, default=CountedFor.PERSON)
    purposes: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=12, choices=choices(Purpose))
    )
    channels: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=10, choices=channel_choices), default=list, blank=True
    )
    most = models.PositiveSmallIntegerField(default=4, validators=[MaxValueValidator(100)])
    per = models.CharField(max_length=5, choices=Every, default=Every.DAYS, blank=True)
    days = models.PositiveSmallIntegerField(
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text="On end, where no calendar is named",
    )
    on_exceed = models.CharField(max_length=4, choices=OnExceed, default=OnExceed.MOVE)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.most} {self.per or f'in {self.days} days'}"

    @property
    def cap(self) -> Cap:
        return Cap(
            self.most,
            0 if self.per else self.days * A_DAY,
            self.per,
            self.scope,
            tuple(self.purposes),
            tuple(self.channels),
            USUAL if self._state.adding else str(self.pk),
        )
