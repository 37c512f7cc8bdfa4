"""From a message and its frozen inputs to the envelope: the same inputs, the same bytes."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import formataddr
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from messaging.due import AnyMessage, Due
from messaging.gather import address_of
from messaging.links import callback, printer, private_url
from messaging.made import made_of
from messaging.models import Handover
from messaging.policy.facts import Facts, Purpose
from messaging.providers.protocol import Batch, Envelope
from messaging.shift import hold
from messaging.tried_as import as_meant
from personalization.context import with_links
from personalization.copy.choose import copy_for
from personalization.copy.said import writer_of
from personalization.copy.wording import wording
from personalization.gather import contexts_for
from personalization.liquid.errors import MissingField, Unrenderable
from personalization.render import missing, render
from wedsync.vendors.models import Vendor

LEAVABLE = frozenset({Purpose.MARKETING.value, Purpose.HELPFUL.value})
LOOK_AGAIN = dt.timedelta(hours=1)
FREE_FORM = "free_form"  # in a context: WhatsApp's window was open at the intent


class Composed(NamedTuple):
    message: Due
    context: dict[str, Any]
    envelope: Envelope


@dataclass(frozen=True)
class Written:
    """What is ready to leave; and by message the fields that have nothing to say."""

    ready: list[Composed] = field(default_factory=list)
    gaps: dict[UUID, tuple[str, ...]] = field(default_factory=dict)


def frame_of(vendor: Vendor, now: dt.datetime) -> dict[str, str]:
    """What every envelope of a handover shares; stored, so that a repeat has the same bytes."""
    return {
        "sender": formataddr((vendor.sender_name or vendor.name, vendor.sender_email)),
        "reply_to": vendor.sender_email,
        "url": settings.PUBLIC_URL,
        "key": str(max(settings.TOKEN_KEYS)),
        "pixel": "1" if vendor.track_opens else "",
        "at": now.isoformat(),
    }


def batch_of(handover: Handover, channel: str, envelopes: Sequence[Envelope]) -> Batch:
    """The call of a handover: from what is stored, so the same one every time."""
    frame = handover.frame
    return Batch(
        key=str(handover.pk),
        envelopes=envelopes,
        channel=channel,
        vendor_id=handover.vendor_id,
        callback=callback(
            frame["url"], handover.provider, handover.account_id, handover.pk, int(frame["key"])
        ),
    )


def frozen_contexts(
    messages: Sequence[AnyMessage], facts: Mapping[UUID, Facts], vendor: Vendor, now: dt.datetime
) -> dict[UUID, dict[str, Any]]:
    """By message: all that its content depends on besides its immutable variant."""
    pairs = [(message.person_id, message.wedding_id) for message in messages]
    found = contexts_for(pairs, vendor, now)
    values = {m.pk: found[m.person_id, m.wedding_id] for m in messages} | as_meant(messages, vendor)
    copy = copy_for({m.pk: (m.variant_id, values[m.pk]) for m in messages if _wordable(m)})
    made = made_of(messages, found, vendor, now)
    return {
        m.pk: values[m.pk]
        | {"made_by": made[m.pk] | writer_of(copy.get(m.pk, {}))}
        | _form(facts[m.pk])
        | copy.get(m.pk, {})
        for m in messages
    }


def _wordable(message: AnyMessage) -> bool:
    """What is said in an emergency, a person has worded."""
    return message.purpose != Purpose.EMERGENCY


def _form(facts: Facts) -> dict[str, bool]:
    open_window = facts.window_until is not None and facts.now < facts.window_until
    return {FREE_FORM: True} if open_window else {}


def compose(
    messages: Sequence[Due],
    contexts: Mapping[UUID, dict[str, Any]],
    frame: Mapping[str, str],
    now: dt.datetime,
) -> Written:
    """Envelopes of those that can be written. Whatever else is wrong than a gap is held here."""
    written = Written()
    for message in messages:
        context = contexts[message.pk]
        try:
            made = envelope(message, address_of(message), context, frame)
        except MissingField:
            values = _with_links(message, context, frame)
            written.gaps[message.pk] = missing(wording(message.variant, context), values)
        except Unrenderable as problem:
            hold([message.pk], str(problem), now + LOOK_AGAIN)
        else:
            written.ready.append(Composed(message, context, made))
    return written


def envelope(
    message: AnyMessage, address: str, context: Mapping[str, Any], frame: Mapping[str, str]
) -> Envelope:
    """Raises Unrenderable."""
    return WRITERS[message.channel](message, address, context, frame)


def _mail(
    message: AnyMessage, address: str, context: Mapping[str, Any], frame: Mapping[str, str]
) -> Envelope:
    link = _printer(message, frame)
    leave = link("unsubscribe")
    content = render(
        wording(message.variant, context),
        _with_links(message, context, frame, leave),
        link=lambda index, _destination: link("click", index),
        pixel=link("open") if frame["pixel"] else "",
    )
    return Envelope(
        message_id=message.pk,
        to=address,
        sender=frame["sender"],
        reply_to=frame["reply_to"],
        subject=content.subject,
        text=content.text,
        html=content.html,
        headers=_leaving(leave) if message.purpose in LEAVABLE else {},
    )


def _words(
    message: AnyMessage, address: str, context: Mapping[str, Any], frame: Mapping[str, str]
) -> Envelope:
    """A text message. Its links stay as they are: a signed one would fill a segment of its own.

    On WhatsApp an approved template is for when they haven't written lately, and for nothing else.
    """
    content = render(wording(message.variant, context), _with_links(message, context, frame))
    free = context.get(FREE_FORM, False)
    return Envelope(
        message_id=message.pk,
        to=address,
        text=content.text.strip(),
        content_sid="" if free else content.content_sid,
        variables=() if free else content.variables,
        seconds=_seconds(message, frame),
    )


def _notice(
    message: AnyMessage, address: str, context: Mapping[str, Any], frame: Mapping[str, str]
) -> Envelope:
    """A notification, or a note on the person's own page."""
    link = _printer(message, frame)
    content = render(
        wording(message.variant, context),
        _with_links(message, context, frame),
        link=lambda index, _destination: link("click", index),
    )
    return Envelope(
        message_id=message.pk,
        to=address,
        subject=content.subject,
        text=content.text.strip(),
        link=content.link,
        seconds=_seconds(message, frame),
        urgent=message.purpose == Purpose.EMERGENCY,
    )


WRITERS: Mapping[str, Callable[..., Envelope]] = {
    "email": _mail,
    "sms": _words,
    "whatsapp": _words,
    "push": _notice,
    "in_app": _notice,
}


def _with_links(
    message: AnyMessage, context: Mapping[str, Any], frame: Mapping[str, str], leave: str = ""
) -> dict[str, Any]:
    """`leave`: the address to unsubscribe by, where it is known already."""
    person = message.vendor_id, message.person_id
    preferences = private_url(frame["url"], "preferences", *person, int(frame["key"]))
    link = _printer(message, frame)
    return with_links(
        context,
        unsubscribe=leave or link("unsubscribe"),
        preferences=preferences,
        browser=link("browser"),
        opt_in=link("opt_in"),
    )


def _seconds(message: AnyMessage, frame: Mapping[str, str]) -> int | None:
    """How long it is of use, from the intent on; at least a second."""
    if message.expires_at is None:
        return None
    left = message.expires_at - dt.datetime.fromisoformat(frame["at"])
    return max(1, int(left.total_seconds()))


def _leaving(address: str) -> dict[str, str]:
    """One-click unsubscribe, RFC 8058."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _printer(message: AnyMessage, frame: Mapping[str, str]) -> Callable[..., str]:
    return printer(frame["url"], message.vendor_id, message.pk, int(frame["key"]))
