"""Gather what the gates look at, for many messages at once: a few queries, however many."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from messaging import due
from messaging.channels.registry import channels
from messaging.due import AnyMessage, AnyPerson, AnyWedding, Due
from messaging.models import Message
from messaging.policy.facts import Facts, Purpose
from messaging.policy.lot import lot_of
from messaging.said import said_about
from messaging.surroundings import recent_of, surroundings_of
from messaging.whereabouts import places_of, zones_of
from messaging.window import window_until
from messaging.with_devices import with_devices
from personalization.awaiting import awaiting
from personalization.models import Variant
from wedsync.vendors.models import Vendor
from wedsync.vendors.switches import off_for
from wedsync.weddings.models import Life, Precision
from wedsync.weddings.protection import protected_hours

SUPPRESSED = """
SELECT channel, address, reason FROM messaging_suppression WHERE address = ANY(%s::text[])
"""


def load(messages: QuerySet[Message]) -> list[Due]:
    """The current tenant's messages with people and weddings, ready for `facts_for`."""
    rows = list(messages.order_by("id").values_list(*due.COLUMNS))
    variants = Variant.objects.in_bulk({columns[due.VARIANT] for columns in rows})
    found = [due.row(columns, variants) for columns in rows]
    return _with_devices(found) if any(one.channel == "push" for one in found) else found


def _with_devices(messages: Sequence[Due]) -> list[Due]:
    people = with_devices([message.person for message in messages])
    return [
        message._replace(person=person) for message, person in zip(messages, people, strict=True)
    ]


def address_of(message: AnyMessage) -> str:
    return channels()[message.channel].address(message.person)


def facts_for(
    messages: Sequence[AnyMessage], vendor: Vendor, now: dt.datetime
) -> dict[UUID, Facts]:
    addresses = {message.pk: address_of(message) for message in messages}
    said = said_about([m.person_id for m in messages], addresses.values())
    suppressed = _suppressed(set(addresses.values()) - {""})
    hours = protected_hours(_weddings(messages), vendor)
    around = surroundings_of(vendor, {message.channel for message in messages}, now)
    recent = recent_of({message.person_id for message in messages}, vendor, around.caps, now)
    windows = window_until(_people_on(messages, "whatsapp"))
    off = off_for(vendor.pk, now)
    unread = awaiting({message.variant.version_id for message in messages})
    return {
        message.pk: Facts(
            now=now,
            purpose=Purpose(message.purpose),
            channel=message.channel,
            address=addresses[message.pk],
            consent=said.word(
                message.person_id,
                addresses[message.pk],
                (message.channel, message.purpose),
                now,
            ),
            suppressed=suppressed.get((message.channel, addresses[message.pk]), ""),
            life=message.wedding.life if message.wedding else "",
            new_date=_has_new_date(message.wedding),
            protected=hours.get(message.wedding_id, ()) if message.wedding_id else (),
            expires_at=message.expires_at,
            vendor_paused=vendor.paused_at is not None,
            switched_off=off.get("sending") or off.get(f"channel_{message.channel}", ""),
            zones=zones_of(message.person, message.wedding, vendor),
            places=places_of(message.person, message.wedding, vendor),
            hours=around.hours,
            saturday_blanket=vendor.saturday_blanket,
            recent=recent.get(message.person_id, ()),
            caps=around.caps,
            budget_left_micros=around.left.get(message.channel),
            budget_renews_at=around.renews_at,
            peak=around.peak,
            peak_keep=vendor.peak_keep,
            invites_reply=message.purpose == Purpose.MARKETING.value,
            lot=lot_of(message.dedupe_key),
            window_until=windows.get(message.person_id),
            has_template=bool(message.variant.compiled.get("content_sid")),
            awaits_approval=message.awaits_approval,
            words_wait=message.variant.version_id in unread,
            held_out=message.held_out,
        )
        for message in messages
    }


def _has_new_date(wedding: AnyWedding | None) -> bool:
    if wedding is None or wedding.life != Life.POSTPONED:
        return False
    return wedding.precision == Precision.EXACT


def _people_on(messages: Sequence[AnyMessage], channel: str) -> list[AnyPerson]:
    return [message.person for message in messages if message.channel == channel]


def _weddings(messages: Sequence[AnyMessage]) -> list[AnyWedding]:
    return list({m.wedding.pk: m.wedding for m in messages if m.wedding}.values())


def _suppressed(addresses: set[str]) -> dict[tuple[str, str], str]:
    with connection.cursor() as cursor:
        cursor.execute(SUPPRESSED, [list(addresses)])
        return {(channel, address): reason for channel, address, reason in cursor.fetchall()}
