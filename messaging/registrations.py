"""The devices a person may be notified on."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from messaging.channels.push import MOST
from messaging.models import Device
from messaging.subscription import MARK, Subscription
from wedsync.weddings.models import Person

PLATFORMS = frozenset({"web", "ios", "android"})
WEB_PUSH = "webpush"


def register(person: Person, registration: str, platform: str, now: dt.datetime) -> Device:
    """Add a device, or note that it was seen again; a device belongs to who used it last."""
    device, _ = Device.objects.update_or_create(
        vendor_id=person.vendor_id,
        registration=registration,
        defaults={"person": person, "platform": platform, "seen_at": now, "gone_at": None},
    )
    return device


def subscribe(person: Person, to: Subscription, key: str, now: dt.datetime) -> Device:
    """Likewise a browser's, with the key it was registered under. Whoever registers without end
    is kept to the last few: those are all that is ever notified."""
    device = register(person, to.name, WEB_PUSH, now)
    device.seal({**to.kept, "key": key})
    device.save(update_fields=["sealed"])
    own = Device.objects.filter(person=person, platform=WEB_PUSH).order_by("-seen_at", "-id")
    Device.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST:])).delete()
    return device


def browsers_of(person_id: UUID) -> list[str]:
    """Names of the current tenant's browsers of a person that are notified."""
    live = Device.objects.filter(person=person_id, platform=WEB_PUSH, gone_at=None)
    return list(live.values_list("registration", flat=True))


def unregister(person_id: UUID, registration: str) -> None:
    """The person took it back: nothing more is sent there, and no secret of it is kept."""
    _end(Device.objects.filter(person=person_id, registration=registration))


def unsubscribe_all(person_id: UUID) -> None:
    """All browsers of a person, also those that are out of reach."""
    _end(Device.objects.filter(person=person_id, platform=WEB_PUSH))


def forget(registrations: Sequence[str]) -> None:
    """Their services know them no longer: nothing more is sent there."""
    if registrations:
        _end(Device.objects.filter(registration__in=registrations))


def _end(devices: QuerySet[Device]) -> None:
    devices.filter(gone_at=None).update(gone_at=Now(), sealed=b"")


def is_registration(text: str, longest: int) -> bool:
    """Whether FCM could have given this name; it shares a list with others, and with our own."""
    return 0 < len(text) <= longest and " " not in text and not text.startswith(MARK)
