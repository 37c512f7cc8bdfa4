"""What a recipient does with a message: opens it, follows a link, says no."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from messaging.consent import No, leaving, withdraw
from messaging.hits import Visit, readings, watched
from messaging.models import DeliveryEvent, Handed, Message
from personalization.liquid.errors import Unrenderable
from personalization.render import destination
from wedsync.lib.ids import uuid7


class NoSuchLink(LookupError):
    """The token is genuine, but the message has no such link (or never left)."""


@dataclass(frozen=True)
class Asked:
    """A request: when, by which program, and how (HEAD looks without reading)."""

    at: dt.datetime
    agent: str = ""
    method: str = "GET"


def note_open(message_id: UUID, asked: Asked) -> None:
    """Note an open where it may be noted; what never left is passed over."""
    handed = _handed(message_id, "message").first()
    if handed is not None and watched([message_id]):
        _note_visit(handed, "opened", asked)


def follow(message_id: UUID, index: int, asked: Asked) -> str:
    """Note a click and return where the link leads. Raises NoSuchLink."""
    handed = _handed(message_id, "message__variant").first()
    if handed is None:
        raise NoSuchLink("this message never left")
    try:
        url = destination(handed.message.variant.compiled, index, handed.inputs)
    except Unrenderable as error:
        raise NoSuchLink("no such link in this message") from error
    _note_visit(handed, "clicked", asked, link=str(index))
    return url


def unsubscribe(message_id: UUID, at: dt.datetime, basis: str) -> Message | None:
    """Say no for the person this message went to; saying it twice changes nothing more."""
    handed = _handed(message_id, "message").first()
    if handed is None:
        return None
    message = handed.message
    withdraw(No(message, handed.address, each, basis) for each in leaving(message.purpose))
    _note(message, "unsubscribed", at, detail={"basis": basis})
    return message


def _handed(message_id: UUID, also: str) -> QuerySet[Handed]:
    """When the current tenant's message was handed over, the last time first."""
    members = Handed.objects.filter(message=message_id)
    return members.select_related("handover", also).order_by("-id")


def _note_visit(handed: Handed, kind: str, asked: Asked, **detail: str) -> None:
    visit = Visit(
        message_id=handed.message_id,
        kind=kind,
        at=asked.at,
        left_at=handed.handover.intent_at,
        agent=asked.agent,
        method=asked.method,
        link=detail.get("link", ""),
    )
    (reading,) = readings([visit])
    also = {} if asked.method == "GET" else {"method": asked.method}
    told = {**detail, "agent": asked.agent[:200], **also}
    _note(handed.message, kind, asked.at, reader=reading.by, rule=reading.version, detail=told)


def _note(message: Message, kind: str, at: dt.datetime, **also: Any) -> None:
    DeliveryEvent.objects.create(
        id=uuid7(),
        vendor_id=message.vendor_id,
        message=message,
        kind=kind,
        at=at,
        source="link",
        **also,
    )
