"""What the caps did to a planned step, and how it stood before."""

from typing import ClassVar

from django.db import models

from campaigns.cap import Fate
from campaigns.models.timeline import PlannedStep
from wedsync.vendors.models import TenantModel


class CapMove(TenantModel):
    """A step that would have been one too many. `rule`: the key of the cap that was met.

    `moment`, `wished`, `reason`, `settled`: of the step, as its timeline had planned it. Every plan
    starts from there, so room that comes back is used, and planning twice moves nothing twice.
    """

    step = models.OneToOneField(PlannedStep, models.CASCADE, related_name="cap_move")
    fate = models.CharField(max_length=7, choices=[(one.value, one.value) for one in Fate])
    rule = models.CharField(max_length=40)
    moment = models.DateTimeField(null=True)
    wished = models.DateTimeField()
    reason = models.CharField(max_length=32)
    settled = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.fate} by {self.rule}"
