"""People with the devices a push would reach, as its channel asks for them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from messaging.due import AnyPerson, Reader
from messaging.models import Device

P = TypeVar("P", bound=AnyPerson)


def with_devices(people: Sequence[P]) -> list[P]:
    """Each with `live_devices`, the newest first, in one query."""
    live: dict[UUID, list[Device]] = defaultdict(list)
    for device in Device.objects.filter(person__id__among={one.pk for one in people}, gone_at=None):
        live[device.person_id].append(device)
    return [_with(one, live[one.pk]) for one in people]


def _with(person: P, devices: Sequence[Device]) -> P:
    if isinstance(person, Reader):
        return person._replace(live_devices=devices)
    person.live_devices = devices  # type: ignore[attr-defined]  # no column of it
    return person
