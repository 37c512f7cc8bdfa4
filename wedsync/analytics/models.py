"""What is counted once a day, so that a page about a year reads a few hundred rows."""

from typing import ClassVar

from django.db import models

from personalization.models import Variant
from wedsync.vendors.models import TenantModel


class DailyFigures(TenantModel):
    """Messages by the vendor's own day of their first intent. Written by `rollup`, never by hand.

    Each message counts once: in `engaged` if a person followed a link or replied, whatever else.
    `variant` is empty for what was written by hand; `stage` is the wedding's on that day.
    """

    day = models.DateField()
    channel = models.CharField(max_length=10)
    purpose = models.CharField(max_length=12)
    stage = models.CharField(max_length=12, blank=True)
    variant = models.ForeignKey(Variant, models.CASCADE, null=True, related_name="+")
    currency = models.CharField(max_length=3, blank=True)
    sent = models.PositiveIntegerField()
    delivered = models.PositiveIntegerField()
    clicked = models.PositiveIntegerField()
    replied = models.PositiveIntegerField()
    engaged = models.PositiveIntegerField()
    stopped = models.PositiveIntegerField(help_text="Unsubscribed, wrote STOP or called it spam")
    micros = models.BigIntegerField(help_text="Millionths of the currency")

    class Meta:
        ordering: ClassVar = ["-day", "id"]
        verbose_name_plural = "daily figures"
        indexes: ClassVar = [models.Index(fields=["vendor", "day"], name="figures_of_a_day")]

    def __str__(self) -> str:
        return f"{self.channel} on {self.day}"


class HourlyActs(TenantModel):
    """How often people followed a link or replied in an hour of a day, on the vendor's wall."""

    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    acts = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["-day", "hour"]
        verbose_name_plural = "hourly acts"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "day", "hour"], name="one_count_an_hour")
        ]

    def __str__(self) -> str:
        return f"{self.acts} on {self.day} at {self.hour}"


class RollupMark(TenantModel):
    """Up to when a vendor's facts have been counted."""

    through = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor"], name="one_mark_a_vendor")
        ]

    def __str__(self) -> str:
        return f"through {self.through:%F %T}"
