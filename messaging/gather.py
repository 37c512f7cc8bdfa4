"""Gather what the gates look at, for many messages at once: five queries, however many."""

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from messaging.channels.registry import channels
from messaging.models import Consent, Device, Message, Suppression
from messaging.policy.facts import Facts, Purpose
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Wedding
from wedsync.weddings.protection import protected_hours

ConsentKey = tuple[UUID, str, str]


def load(ids: Sequence[UUID]) -> list[Message]:
    """The current tenant's messages with people and weddings, ready for `facts_for`."""
    found = list(
        Message.objects.filter(pk__among=ids)
        .select_related("person", "wedding")
        .prefetch_related("variant")  # few, and each as heavy as a mail: not once a message
        .order_by("id")
    )
    if any(message.channel == "push" for message in found):
        live = Prefetch("person__devices", Device.objects.filter(gone_at=None), "live_devices")
        prefetch_related_objects(found, live)
    return found


def address_of(message: Message) -> str:
    return channels()[message.channel].address(message.person)


def facts_for(messages: Sequence[Message], vendor: Vendor, now: dt.datetime) -> dict[UUID, Facts]:
    consents, suppressed = _consents(messages), _suppressed(messages)
    hours = protected_hours(_weddings(messages), vendor)
    return {
        message.pk: Facts(
            now=now,
            purpose=Purpose(message.purpose),
            channel=message.channel,
            address=address_of(message),
            consent=_consent(message, consents),
            suppressed=suppressed.get((message.channel, address_of(message)), ""),
            life=message.wedding.life if message.wedding else "",
            protected=hours.get(message.wedding_id, ()) if message.wedding_id else (),
            expires_at=message.expires_at,
            vendor_paused=vendor.paused_at is not None,
        )
        for message in messages
    }


def _weddings(messages: Sequence[Message]) -> list[Wedding]:
    return list({m.wedding.pk: m.wedding for m in messages if m.wedding}.values())


def _consents(messages: Sequence[Message]) -> Mapping[ConsentKey, tuple[bool, str]]:
    """The latest word of each person per channel and purpose: yes or no, and from where."""
    latest = (
        Consent.objects.filter(
            person__id__among={message.person_id for message in messages},
            channel__in={message.channel for message in messages},
            purpose__in={message.purpose for message in messages},
        )
        .order_by("person_id", "channel", "purpose", "-id")
        .distinct("person_id", "channel", "purpose")
        .values_list("person_id", "channel", "purpose", "granted", "address")
    )
    return {(person, channel, purpose): (yes, at) for person, channel, purpose, yes, at in latest}


def _consent(message: Message, consents: Mapping[ConsentKey, tuple[bool, str]]) -> str:
    """A no sticks to the person; a yes only to the address it was given for."""
    word = consents.get((message.person_id, message.channel, message.purpose))
    if word is None:
        return ""
    granted, address = word
    if not granted:
        return "revoked"
    return "granted" if address == address_of(message) else ""


def _suppressed(messages: Sequence[Message]) -> dict[tuple[str, str], str]:
    addresses = {address_of(message) for message in messages} - {""}
    rows = Suppression.objects.filter(address__in=addresses).order_by()
    found = rows.values_list("channel", "address", "reason")
    return {(channel, address): reason for channel, address, reason in found}
