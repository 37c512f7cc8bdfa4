"""A thread as a conversation: what we sent and what they wrote, over every channel, in order."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from messaging.models import Handed, Inbound, Message, Thread
from messaging.states import State
from personalization.preview import preview_values
from personalization.render import Content

SHOWN = 30
BY_HAND = "reply:"


@dataclass(frozen=True)
class Line:
    """`key` orders lines by when they were written down (UUIDv7); `at` is when they were said."""

    key: UUID
    at: dt.datetime
    channel: str
    subject: str
    text: str
    theirs: Inbound | None = None
    ours: Message | None = None

    @property
    def by_hand(self) -> bool:
        return self.ours is not None and self.ours.dedupe_key.startswith(BY_HAND)

    @property
    def may_be_taken_back(self) -> bool:
        waits = {State.SCHEDULED, State.QUEUED, State.HELD}
        return self.by_hand and self.ours is not None and self.ours.state in waits


@dataclass(frozen=True)
class Conversation:
    """Oldest first; `earlier` is where to go on looking back, None at the beginning."""

    lines: tuple[Line, ...]
    earlier: UUID | None


def conversation(thread: Thread, before: UUID | None = None) -> Conversation:
    """Of the current tenant's thread; six queries, however long it is."""
    heard = _heard(thread, before)
    messages = _sent(thread, before)
    handed = _handed(messages)
    found = [*map(_theirs, heard), *(_ours(one, handed.get(one.pk)) for one in messages)]
    found.sort(key=lambda line: line.key, reverse=True)
    shown = found[:SHOWN]
    earlier = shown[-1].key if len(found) > SHOWN else None
    return Conversation(tuple(sorted(shown, key=lambda line: line.at)), earlier)


def _heard(thread: Thread, before: UUID | None) -> Sequence[Inbound]:
    found = Inbound.objects.filter(thread=thread).select_related("answer")
    found = found.filter(pk__lt=before) if before else found
    return list(found.order_by("-id")[: SHOWN + 1])


def _sent(thread: Thread, before: UUID | None) -> Sequence[Message]:
    found = Message.objects.filter(
        vendor=thread.vendor_id, person=thread.person_id, wedding=thread.wedding_id
    )
    found = found.filter(pk__lt=before) if before else found
    return list(found.select_related("variant__version__template").order_by("-id")[: SHOWN + 1])


def _handed(messages: Iterable[Message]) -> Mapping[UUID, Handed]:
    """By message, the last time it was handed to a provider."""
    found = Handed.objects.filter(message__in=[one.pk for one in messages])
    latest = found.select_related("handover").order_by("message_id", "-id").distinct("message_id")
    return {one.message_id: one for one in latest}


def _theirs(inbound: Inbound) -> Line:
    return Line(
        inbound.pk, inbound.at, inbound.channel, inbound.subject, inbound.text, theirs=inbound
    )


def _ours(message: Message, handed: Handed | None) -> Line:
    content = _content(message, handed)
    subject = content.subject if content else message.variant.version.template.name
    at = handed.handover.intent_at if handed else message.not_before or message.created_at
    text = content.text.strip() if content else ""
    return Line(message.pk, at, message.channel, subject, text, ours=message)


def _content(message: Message, handed: Handed | None) -> Content | None:
    """What left; of a reply that still waits what will, since nothing in it depends on anything."""
    if handed is not None:
        return preview_values(message.variant, handed.inputs).content
    if message.dedupe_key.startswith(BY_HAND):
        return preview_values(message.variant, {}).content
    return None
