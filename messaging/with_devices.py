"""People with the devices a push would reach, as its channel asks for them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from messaging.due import AnyPerson, Reader
from messaging.fitting import CHANNEL, reaches
from messaging.models import Device
from messaging.route import accounts_for

P = TypeVar("P", bound=AnyPerson)


def with_devices(people: Sequence[P]) -> list[P]:
    """Each with `live_devices`, the newest first, in two queries.

    Only those that an account reaches, where there is any account at all.
    """
    accounts = accounts_for(CHANNEL)
    live: dict[UUID, list[Device]] = defaultdict(list)
    for device in _live({one.pk for one in people}):
        if not accounts or any(reaches(one, device.registration) for one in accounts):
            live[device.person_id].append(device)
    return [_with(one, live[one.pk]) for one in people]


def _live(people: set[UUID]) -> QuerySet[Device]:
    return Device.objects.filter(person__id__among=people, gone_at=None).defer("sealed")


def _with(person: P, devices: Sequence[Device]) -> P:
    if isinstance(person, Reader):
        return person._replace(live_devices=devices)
    person.live_devices = devices  # type: ignore[attr-defined]  # no column of it
    return person
