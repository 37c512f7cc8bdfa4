"""A yes that is asked for by mail and given on a page: from whoever can read that mailbox."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from messaging.consent_texts import CHOSEN, Topic, Wording, wordings
from messaging.models import Consent, Handed
from messaging.policy.facts import Purpose
from messaging.said import said_about
from wedsync.lib.ids import uuid7
from wedsync.weddings.models import Person

LASTS = dt.timedelta(days=30)
BASIS = "double-opt-in"
MARKETING = Purpose.MARKETING.value


@dataclass(frozen=True)
class Asked:
    """Whom a message asked, where it went, and when it left."""

    message_id: UUID
    person: Person
    channel: str
    address: str
    at: dt.datetime

    def is_over(self, now: dt.datetime) -> bool:
        return now >= self.at + LASTS


def asked_by(message_id: UUID) -> Asked | None:
    """None for a message that never left, or went where nobody is asked for a yes."""
    handed = (
        Handed.objects.filter(message=message_id, message__channel__in=CHOSEN)
        .select_related("handover", "message__person__vendor")
        .order_by("-id")
        .first()
    )
    if handed is None:
        return None
    message, left_at = handed.message, handed.handover.intent_at
    return Asked(message.pk, message.person, message.channel, handed.address, left_at)


def words_for(asked: Asked, language: str) -> Wording:
    """What they are shown in that language of the pages."""
    return wordings(asked.person.vendor, language)[Topic(asked.channel, MARKETING, language)]


def has_said_yes(asked: Asked, now: dt.datetime) -> bool:
    said = said_about([asked.person.pk], [asked.address])
    word = said.word(asked.person.pk, asked.address, (asked.channel, MARKETING), now)
    return word == "granted"


def confirm(asked: Asked, shown: Wording, seen: Mapping[str, str], now: dt.datetime) -> bool:
    """Note their yes to the words they were shown; twice is once. `seen`: of the visit."""
    if has_said_yes(asked, now):
        return False
    Consent.objects.create(
        id=uuid7(),
        vendor_id=asked.person.vendor_id,
        person=asked.person,
        address=asked.address,
        channel=asked.channel,
        purpose=MARKETING,
        granted=True,
        basis=BASIS,
        evidence={
            "message": str(asked.message_id),
            "asked_at": asked.at.isoformat(),
            **shown.evidence,
            **seen,
        },
    )
    return True
