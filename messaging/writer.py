"""Who wrote a letter, and about what: found by what it answers, or by who was last written to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from messaging.models import Handed, InboxEvent, ProviderAccount
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Life, Person, Wedding

FIELDS = {"email": "email", "sms": "phone", "whatsapp": "phone"}  # where a person's address is kept
MOST = 50  # people with the same address


@dataclass(frozen=True)
class Letter:
    """A reply as its webhook told it. Addresses are bare: an e-mail address, or E.164."""

    key: str
    channel: str
    sender: str
    to: str
    subject: str
    text: str
    answers: str
    media: int
    acted_on: str
    at: dt.datetime

    @classmethod
    def of(cls, event: InboxEvent) -> "Letter":
        told: Mapping[str, Any] = event.payload
        return cls(
            key=event.event_key,
            channel=told["channel"],
            sender=told["from"].strip().lower()[:254],
            to=told["to"].strip().lower()[:254],
            subject=told["subject"][:500],
            text=told["text"],
            answers=told["answers"],
            media=told["media"],
            acted_on=told["acted_on"],
            at=event.occurred_at,
        )


@dataclass(frozen=True)
class Writer:
    """Nobody we know has no person; what answers nothing has no message."""

    vendor_id: UUID
    person: Person | None = None
    wedding: Wedding | None = None
    message_id: UUID | None = None


def writer_of(letter: Letter, account: ProviderAccount) -> Writer | None:
    """As operator: through an account of the platform anybody may be answered. None when no
    vendor can be told."""
    people = _people(letter, account)
    handed = _answered(letter, account) or _last(letter, account, people)
    if handed is not None:
        message = handed.message
        wedding = message.wedding or _wedding(message.person, letter.at.date())
        return Writer(message.vendor_id, message.person, wedding, message.pk)
    vendor_id = account.vendor_id or _addressed(letter)
    if vendor_id is None:
        return None
    person = next((one for one in people if one.vendor_id == vendor_id), None)
    return Writer(vendor_id, person, _wedding(person, letter.at.date()) if person else None)


def _people(letter: Letter, account: ProviderAccount) -> list[Person]:
    if letter.channel not in FIELDS or not letter.sender:
        return []
    people = Person.objects.filter(**{FIELDS[letter.channel]: letter.sender})
    if account.vendor_id:
        people = people.filter(vendor=account.vendor_id)
    return list(people.order_by("-id")[:MOST])


def _answered(letter: Letter, account: ProviderAccount) -> Handed | None:
    if not letter.answers:
        return None
    return _handed(account).filter(provider_message_id=letter.answers).first()


def _last(letter: Letter, account: ProviderAccount, people: list[Person]) -> Handed | None:
    """What one of them was last sent over this channel, to the address they wrote from."""
    to_them = _handed(account).filter(message__person__in=people, address=letter.sender)
    return to_them.filter(message__channel=letter.channel).first() if people else None


def _handed(account: ProviderAccount) -> QuerySet[Handed]:
    """What this account carried; where it is a vendor's own, what any of the vendor's did."""
    ours = Q(vendor=account.vendor_id) if account.vendor_id else Q(handover__account=account)
    rows = Handed.objects.filter(ours).order_by("-id")
    return rows.select_related("message__person", "message__wedding")


def _addressed(letter: Letter) -> UUID | None:
    """A vendor whose own address it was sent to, when there is exactly one."""
    if letter.channel != "email":
        return None
    vendors = Vendor.objects.filter(sender_email__iexact=letter.to).values_list("pk", flat=True)
    found = list(vendors[:2])
    return found[0] if len(found) == 1 else None


def _wedding(person: Person, today: dt.date) -> Wedding | None:
    """The next one; else one without a date; else the last there was."""
    theirs = Wedding.objects.filter(client=person.client_id).exclude(life=Life.CANCELLED)
    ahead = theirs.filter(Q(date__gte=today) | Q(date=None)).order_by(
        F("date").asc(nulls_last=True)
    )
    return ahead.first() or theirs.order_by("-date").first()
