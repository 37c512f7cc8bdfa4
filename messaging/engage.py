"""What a recipient does with a message: opens it, follows a link, says no."""

import datetime as dt
from uuid import UUID

from messaging.models import Consent, DeliveryEvent, Handed, Message
from messaging.policy.facts import Purpose
from personalization.liquid.errors import Unrenderable
from personalization.render import destination
from wedsync.lib.ids import uuid7

LEAVING = frozenset({Purpose.MARKETING.value, Purpose.HELPFUL.value})


class NoSuchLink(LookupError):
    """The token is genuine, but the message has no such link (or never left)."""


def note(message_id: UUID, kind: str, at: dt.datetime, **detail: str) -> None:
    """Store a fact about the current tenant's message; unknown messages are passed over."""
    message = Message.objects.filter(pk=message_id).first()
    if message is not None:
        DeliveryEvent.objects.create(
            id=uuid7(),
            vendor_id=message.vendor_id,
            message=message,
            kind=kind,
            at=at,
            source="link",
            detail=detail,
        )


def follow(message_id: UUID, index: int, at: dt.datetime, agent: str) -> str:
    """Note a click and return where the link leads. Raises NoSuchLink."""
    handed = (
        Handed.objects.filter(message=message_id)
        .select_related("message__variant")
        .order_by("-id")
        .first()
    )
    if handed is None:
        raise NoSuchLink("this message never left")
    try:
        url = destination(handed.message.variant.compiled, index, handed.context)
    except Unrenderable as error:
        raise NoSuchLink("no such link in this message") from error
    note(message_id, "clicked", at, link=str(index), agent=agent[:200])
    return url


def unsubscribe(message_id: UUID, at: dt.datetime, basis: str) -> Message | None:
    """Say no for the person this message went to; saying it twice changes nothing more.

    Marketing ends in any case; a helpful message's link also ends the helpful ones.
    """
    handed = Handed.objects.filter(message=message_id).select_related("message__person").last()
    if handed is None:
        return None
    message = handed.message
    for purpose in {Purpose.MARKETING.value, message.purpose} & LEAVING:
        _say_no(message, handed.address, purpose, basis)
    note(message_id, "unsubscribed", at, basis=basis)
    return message


def _say_no(message: Message, address: str, purpose: str, basis: str) -> None:
    said = Consent.objects.filter(
        person=message.person_id, channel=message.channel, purpose=purpose
    ).last()
    if said is not None and not said.granted:
        return
    Consent.objects.create(
        id=uuid7(),
        vendor_id=message.vendor_id,
        person_id=message.person_id,
        address=address,
        channel=message.channel,
        purpose=purpose,
        granted=False,
        basis=basis,
        evidence={"message": str(message.pk)},
    )
