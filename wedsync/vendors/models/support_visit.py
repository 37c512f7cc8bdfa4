"""When an operator looked at a vendor's couples, why, and at what."""

import datetime as dt
import math
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from wedsync.vendors.models.tenant import TenantModel

USUAL = dt.timedelta(hours=1)
LONGEST = dt.timedelta(hours=4)


class SupportVisit(TenantModel):
    """While it is open, one operator sees one vendor's couples; the database holds everybody to it.

    It is over at `ends_at`, or at `ended_at` if somebody closed it before. `emergency`: opened by
    `break_glass`, not at the desk.
    """

    operator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    emergency = models.BooleanField(default=False)
    started_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "operator"],
                name="one_open_visit",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("started_at"), ends_at__lte=F("started_at") + LONGEST),
                name="a_visit_is_short",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["operator"], name="visits_open", condition=Q(ended_at__isnull=True)
            ),
            models.Index(fields=["vendor", "-id"], name="visits_of_a_vendor"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    def is_open(self, at: dt.datetime) -> bool:
        return self.ended_at is None and self.ends_at > at

    def minutes_left(self, at: dt.datetime) -> int:
        """Begun ones count."""
        return max(0, math.ceil((self.ends_at - at).total_seconds() / 60))


class SupportLook(TenantModel):
    """What was looked at in a visit, once each: a list (`subject` is ""), or one row of it."""

    visit = models.ForeignKey(SupportVisit, models.CASCADE, related_name="looks")
    noun = models.CharField(max_length=60)
    subject = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "noun", "subject"], name="seen_once_a_visit")
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.subject}".strip()
