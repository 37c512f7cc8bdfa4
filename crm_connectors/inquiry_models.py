"""A vendor's own page where couples ask, and what each of them agreed to there."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from messaging.models import Inbound
from wedsync.vendors.models import TenantModel

QUESTIONS = ("partner", "phone", "date", "venue", "guests", "note")
USUAL = ("partner", "phone", "date", "venue", "note")
BOXES = ("email:marketing",)


def usual_questions() -> list[str]:
    return list(USUAL)


def usual_boxes() -> list[str]:
    return list(BOXES)


class InquiryForm(TenantModel):
    """Whether a vendor's page is open, at which address, and what it asks; one for each vendor."""

    door = models.CharField(max_length=40, unique=True, help_text="What makes its address")
    is_open = models.BooleanField(default=False)
    questions: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=20), default=usual_questions, blank=True
    )
    boxes: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=24),
        default=usual_boxes,
        blank=True,
        help_text="Consents to ask for, each channel:purpose",
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor"], name="one_inquiry_form_each")
        ]

    def __str__(self) -> str:
        return self.door


class Inquiry(TenantModel):
    """Somebody filled the page in: their letter, and the words of every box they ticked.

    `agreed` says of each what it was about, its words and their number, and where the visit came
    from; nothing of the visit is kept where no box was ticked.
    """

    inbound = models.OneToOneField(Inbound, models.CASCADE, related_name="+")
    agreed: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "inquiries"

    def __str__(self) -> str:
        return f"inquiry {self.pk}"
