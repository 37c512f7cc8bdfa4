"""Write one line of a vendor's history."""

from typing import Any
from uuid import UUID

from django.db import connection, models

from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Event, Vendor


def record(
    vendor: Vendor | UUID,
    verb: str,
    subject: models.Model,
    *,
    actor: str,
    data: dict[str, Any] | None = None,
) -> None:
    """Append an Event; the database gives number, instant and digest.

    `actor` is `user:<id>`, `key:<prefix>`, `system:<job>`; `data` holds no address and no name,
    because an event outlives the person's wish to be forgotten.
    """
    Event.objects.bulk_create([line(vendor, verb, subject, actor=actor, data=data)])


def line(
    vendor: Vendor | UUID,
    verb: str,
    subject: models.Model,
    *,
    actor: str,
    data: dict[str, Any] | None = None,
) -> Event:
    """Not written yet: for several at once."""
    return Event(
        id=uuid7(),
        vendor_id=vendor.pk if isinstance(vendor, Vendor) else vendor,
        actor=actor,
        verb=verb,
        subject_type=subject._meta.label_lower,  # noqa: SLF001 -- Django's documented API
        subject_id=str(subject.pk),
        data=data or {},
    )


def say_actor(actor: str) -> None:
    """Name who acts, for the database's own journals, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.actor', %s, true)", [actor])
