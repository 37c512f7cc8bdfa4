"""A vendor answers somebody in their thread, in their own words.

It is a message like any other: the ledger carries it, the gates have their say, and STOP holds.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from messaging.accept import Draft, accept
from messaging.channels.registry import channels
from messaging.models import Inbound, Message, Thread
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.window import window_until
from personalization.models import Variant
from personalization.verbatim import verbatim
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

CHANNELS = ("email", "sms", "whatsapp")
FARTHEST = dt.timedelta(days=366)
CLOSED = worded(
    "WhatsApp takes your own words only within 24 hours of theirs, and that will be over. "
    "Choose an approved template, or another channel."
)


@dataclass(frozen=True)
class Words:
    """`key` names the form they were sent with, so that a double click is one reply.

    `at`: not before then; None is at once.
    """

    text: str
    channel: str
    key: str
    at: dt.datetime | None = None


@transaction.atomic
def reply(thread_id: UUID, words: Words, *, actor: str, now: dt.datetime) -> UUID:
    """In the current tenant's thread; returns the message's id. Raises Refusal."""
    threads = Thread.objects.select_for_update(of=("self",)).select_related("person", "vendor")
    thread = threads.get(pk=thread_id)
    _check(thread, words, now)
    dedupe_key = f"reply:{thread.pk}:{words.key}"[:200]
    if said := Message.objects.filter(dedupe_key=dedupe_key).first():
        return said.pk
    draft = Draft(
        person_id=thread.person_id,
        wedding_id=thread.wedding_id,
        variant_id=_written(thread, words).pk,
        channel=words.channel,
        purpose=Purpose.CONTRACTUAL,
        dedupe_key=dedupe_key,
        not_before=words.at or now,
    )
    message_id = accept(thread.vendor_id, [draft], now)[dedupe_key]
    Thread.objects.filter(pk=thread.pk).update(unread=0, last_at=now)
    data = {"channel": words.channel}
    record(thread.vendor_id, "thread.answered", thread, actor=actor, data=data)
    announce(thread.vendor_id)
    return message_id


def _check(thread: Thread, words: Words, now: dt.datetime) -> None:
    if words.channel not in CHANNELS:
        raise Refusal(
            "Nobody is answered by {channel}.", code="no_such_channel", channel=words.channel
        )
    check_address(thread, words.channel)
    if not words.text.strip():
        raise Refusal("There is nothing to send yet.", code="empty")
    if words.at is not None:
        _check_later(words.at, now)
    if words.channel == "whatsapp" and not _open(thread, words.at or now):
        raise Refusal(CLOSED, code="window_closed")


def check_address(thread: Thread, channel: str) -> None:
    """Raises Refusal where they can't be reached by it."""
    way = channels()[channel]
    if not way.address(thread.person):
        raise Refusal("There is no address for {channel}.", code="no_address", channel=way.label)


def _check_later(at: dt.datetime, now: dt.datetime) -> None:
    if not now < at <= now + FARTHEST:
        raise Refusal("Choose a moment within the next year.", code="not_later")


def _open(thread: Thread, at: dt.datetime) -> bool:
    until = window_until([thread.person]).get(thread.person_id)
    return until is not None and at < until


def _written(thread: Thread, words: Words) -> Variant:
    return verbatim(
        thread.vendor,
        words.text.strip(),
        channel=words.channel,
        language=thread.person.language or "en",
        subject=_subject(thread),
    )


def _subject(thread: Thread) -> str:
    """Of a mail: that of theirs, answered."""
    mails = Inbound.objects.filter(thread=thread, channel="email").exclude(subject="")
    theirs = mails.order_by("-id").values_list("subject", flat=True).first()
    if theirs is None:
        return f"From {thread.vendor.name}"
    return theirs if theirs.lower().startswith("re:") else f"Re: {theirs}"
