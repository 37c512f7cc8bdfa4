"""The devices a person may be notified on."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models.functions import Now

from messaging.models import Device
from wedsync.weddings.models import Person

PLATFORMS = frozenset({"web", "ios", "android"})


def register(person: Person, registration: str, platform: str, now: dt.datetime) -> Device:
    """Add a device, or note that it was seen again; a device belongs to who used it last."""
    device, _ = Device.objects.update_or_create(
        vendor_id=person.vendor_id,
        registration=registration,
        defaults={"person": person, "platform": platform, "seen_at": now, "gone_at": None},
    )
    return device


def unregister(person_id: UUID, registration: str) -> None:
    """The person took it back: nothing more is sent there."""
    own = Device.objects.filter(person=person_id, registration=registration, gone_at=None)
    own.update(gone_at=Now())


def forget(registrations: Sequence[str]) -> None:
    """FCM knows them no longer: nothing more is sent there."""
    if registrations:
        Device.objects.filter(registration__in=registrations, gone_at=None).update(gone_at=Now())
