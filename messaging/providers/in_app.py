"""In-app: a note on the person's own page, stored by us, so that it is there exactly once."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import ClassVar
from uuid import UUID

from django.db import DatabaseError

from messaging.models import Note
from messaging.news import tell_person
from messaging.providers.protocol import (
    Absent,
    Accepted,
    Answer,
    BadWebhook,
    Batch,
    Evidence,
    Found,
    Hook,
    Misconfigured,
    Reply,
    Report,
    Unknown,
)
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant


class Provider:
    key: ClassVar = "in_app"
    channels: ClassVar = frozenset({"in_app"})
    batch: ClassVar = 100
    calls_per_second: ClassVar = 100.0
    repeatable_for: ClassVar = dt.timedelta(days=365)  # one note a message, for ever
    credentials: ClassVar[Mapping[str, str]] = {}
    signed_by: ClassVar = ""

    def digest(self, batch: Batch) -> bytes:
        said = [[e.to, e.subject, e.text, e.link] for e in batch.envelopes]
        return sha256(json.dumps(said, ensure_ascii=False).encode()).digest()

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        """Stored first, then pushed to pages that are open."""
        if batch.vendor_id is None:
            return Misconfigured("a note belongs to a vendor")
        try:
            with tenant(batch.vendor_id):
                ids = _store(batch.vendor_id, batch)
                for envelope in batch.envelopes:
                    tell_person(envelope.to)
        except DatabaseError as error:
            return Unknown(type(error).__name__)
        return Accepted(ids)

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        """After a year of silence; until then the note is simply stored again."""
        stored = Note.objects.filter(message__in=[e.message_id for e in batch.envelopes])
        return Found() if stored.count() == len(batch.envelopes) else Absent()

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        raise BadWebhook("nobody but us knows of these")


def _store(vendor_id: UUID, batch: Batch) -> list[str]:
    """The ids of the notes, in the batch's order; those that were there already included."""
    Note.objects.bulk_create(
        [
            Note(
                id=uuid7(),
                vendor_id=vendor_id,
                message_id=envelope.message_id,
                person_id=envelope.to,
                title=envelope.subject,
                body=envelope.text,
                link=envelope.link,
            )
            for envelope in batch.envelopes
        ],
        ignore_conflicts=True,
    )
    made = Note.objects.filter(message__in=[e.message_id for e in batch.envelopes])
    ids = dict(made.values_list("message_id", "id"))
    return [str(ids[envelope.message_id]) for envelope in batch.envelopes]
