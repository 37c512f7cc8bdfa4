"""On which channels people can be reached, many at once: a few queries, however many they are."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from campaigns.broadcast.strategy import Reach
from messaging.channels.registry import channels as known
from messaging.due import AnyPerson
from messaging.models import Suppression
from messaging.policy.shapes import fits
from messaging.said import said_about
from messaging.with_devices import with_devices

Addresses = Mapping[tuple[UUID, str], str]  # by person and channel


def reach_of(
    people: Sequence[AnyPerson], channels: Collection[str], purpose: str, now: dt.datetime
) -> dict[UUID, dict[str, Reach]]:
    """Of the current tenant's people, by channel."""
    addresses = _addresses(people, channels)
    said = said_about({one.pk for one in people}, addresses.values())
    stopped = _suppressed(addresses.values())

    def reach(person: AnyPerson, channel: str) -> Reach:
        address = addresses[person.pk, channel]
        return Reach(
            address=fits(channel, address),
            consent=said.word(person.pk, address, (channel, purpose), now),
            suppressed=(channel, address) in stopped,
        )

    return {person.pk: {each: reach(person, each) for each in channels} for person in people}


def _addresses(people: Sequence[AnyPerson], channels: Collection[str]) -> Addresses:
    ready = with_devices(people) if "push" in channels else people
    return {
        (person.pk, each): known()[each].address(person) for person in ready for each in channels
    }


def _suppressed(addresses: Collection[str]) -> set[tuple[str, str]]:
    found = Suppression.objects.filter(address__in=set(addresses) - {""})
    return set(found.values_list("channel", "address"))
