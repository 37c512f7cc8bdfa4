"""What a program signs in with, in the place of a person."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from wedsync.vendors.models.tenant import Membership, TenantModel


class ApiKey(TenantModel):
    """A key of one vendor; it may what its scopes say, and never more than its maker's seat.

    Only hashes are kept: `digest` of the secret in use and, while a rotation overlaps, `old_digest`
    of the one before. `prefix` names the key in lists and in the audit trail, whatever its secret.
    """

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True, editable=False)
    digest = models.BinaryField(editable=False)
    old_digest = models.BinaryField(null=True, editable=False)
    old_until = models.DateTimeField(null=True, blank=True, editable=False)
    scopes: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=30))
    seat = models.ForeignKey(
        Membership, models.CASCADE, related_name="keys", help_text="Its maker's: it goes with it"
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "-id"], name="keys_by_vendor"),
            models.Index(fields=["vendor", "seat"], name="keys_by_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"

    def opens(self, at: dt.datetime) -> bool:
        """Neither revoked nor run out."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > at)
