"""A seat offered to somebody who has none yet."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from wedsync.vendors.models.tenant import Role, TenantModel


class Invitation(TenantModel):
    """A seat offered to an address; whoever opens its link and has that address may take it."""

    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role, default=Role.ASSISTANT)
    invited_by = models.CharField(max_length=120)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    ends_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "email"],
                name="invited_once",
                condition=models.Q(accepted_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} ({self.role})"
