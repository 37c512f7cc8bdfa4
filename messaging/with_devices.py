"""People with the devices a push would reach, as its channel asks for them."""

from collections.abc import Sequence

from django.db.models import Prefetch, prefetch_related_objects

from messaging.models import Device
from wedsync.weddings.models import Person


def with_devices(people: Sequence[Person]) -> None:
    """Put `live_devices` on every one of them, in one query."""
    live = Prefetch("devices", Device.objects.filter(gone_at=None), "live_devices")
    prefetch_related_objects(people, live)
