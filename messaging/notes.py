"""A person's notes: how many are unread, the latest ones, and that they were read."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from messaging.models import DeliveryEvent, Note
from messaging.shift import shift
from messaging.states import State
from wedsync.lib.ids import uuid7

SHOWN = 50


def latest(person_id: UUID) -> Sequence[Note]:
    """Of the current tenant's person, newest first."""
    return list(Note.objects.filter(person=person_id)[:SHOWN])


def unread(person_id: UUID) -> int:
    return Note.objects.filter(person=person_id, read_at=None).count()


def mark_read(person_id: UUID, now: dt.datetime) -> int:
    """All of them, each once; what was read has certainly arrived."""
    ids = list(
        Note.objects.select_for_update()
        .filter(person=person_id, read_at=None)
        .values_list("id", "message_id", "vendor_id")[:1000]
    )
    Note.objects.filter(pk__in=[note for note, _, _ in ids]).update(read_at=now)
    DeliveryEvent.objects.bulk_create(
        DeliveryEvent(
            id=uuid7(),
            vendor_id=vendor,
            message_id=message,
            kind="read",
            at=now,
            source="in_app",
            reader="human",
        )
        for _, message, vendor in ids
    )
    shift([message for _, message, _ in ids], State.DELIVERED)
    return len(ids)
