"""Where news goes: the endpoints of a vendor's own programs, and each delivery to them."""

import datetime as dt
import secrets
from base64 import b64encode
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from wedsync.lib.sealed import Unsealable
from wedsync.vendors.models import SealedRow, TenantModel

SECRET_BYTES = 32


def new_secret() -> str:
    """As the Standard Webhooks specification writes it: 24 to 64 random bytes in base64."""
    return "whsec_" + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


class EndpointState(models.TextChoices):
    ACTIVE = "active"
    PAUSED = "paused", "paused: nothing is noted for it"
    DISABLED = "disabled", "disabled: it failed, or wants nothing more"


class Endpoint(SealedRow, TenantModel):
    """An address that hears about events, by the Standard Webhooks specification.

    `seen_at` is how far its news was gathered; `failing_since` the first failure since the last
    success. `hook` endpoints were subscribed by a program (REST Hooks), not by a person.
    """

    url = models.CharField(max_length=2000)
    description = models.CharField(max_length=200, blank=True)
    kinds: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=40))
    state = models.CharField(max_length=8, choices=EndpointState, default=EndpointState.ACTIVE)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it is disabled")
    hook = models.BooleanField(default=False)
    old_until = models.DateTimeField(null=True, help_text="So long the former secret signs too")
    seen_at = models.DateTimeField(db_default=Now())
    failing_since = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor"], name="endpoints_open", condition=Q(state="active"))
        ]

    def __str__(self) -> str:
        return self.url

    def secrets(self) -> dict[str, str]:
        """`new`, and `old` if it was changed; none where the keys of the house are others now."""
        try:
            return self.unseal()
        except Unsealable:
            return {}

    def signing(self, now: dt.datetime) -> list[str]:
        """What signs now, the newest first."""
        kept = self.secrets()
        names = ["new", "old"] if self.old_until and self.old_until > now else ["new"]
        return [kept[name] for name in names if name in kept]


class DeliveryState(models.TextChoices):
    PENDING = "pending"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up", "given up"


class Delivery(TenantModel):
    """One event for one endpoint: told once, tried until it is taken or given up.

    `body` is what every attempt sends, byte for byte. `log` lists the attempts, the newest last:
    {at, status, trouble, milliseconds, body}.
    """

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    event_id = models.UUIDField(help_text="Of the row it tells about: the webhook-id comes of it")
    kind = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now(), null=True)
    lease_until = models.DateTimeField(null=True)
    log: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "endpoint", "event_id"], name="told_once")
        ]
        indexes: ClassVar = [
            models.Index(
                F("due_at"), F("endpoint"), name="deliveries_due", condition=Q(state="pending")
            ),
            models.Index(fields=["vendor", "endpoint", "-id"], name="deliveries_of_one"),
            models.Index(fields=["done_at"], name="deliveries_done"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.endpoint_id} ({self.state})"

    @property
    def webhook_id(self) -> str:
        """What a receiver recognises a repeat by; the same at every endpoint."""
        return f"evt_{self.event_id.hex}"
