"""Let go what waits for a person, on the record; the gates judge it again before it leaves."""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from messaging.models import Handed, Message
from messaging.news import announce
from messaging.shift import shift
from messaging.states import State
from wedsync.vendors.audit import record, say_actor


def release(messages: Iterable[Message], *, actor: str, now: dt.datetime) -> int:
    """Held ones go into the queue; return how many did."""
    chosen = {message.pk: message for message in messages}
    say_actor(actor)
    freed = _queue(chosen, "released by hand", State.HELD, now)
    return _note([chosen[pk] for pk in freed], "message.released", actor)


def revive(messages: Iterable[Message], *, actor: str, now: dt.datetime) -> int:
    """Dead ones try once more; what may have left already is marked as a possible duplicate."""
    chosen = {message.pk: message for message in messages}
    say_actor(actor)
    left = set(Handed.objects.filter(message__in=chosen).values_list("message_id", flat=True))
    freed = _queue(chosen, "revived by hand", State.DEAD, now)
    Message.objects.filter(pk__in=left & set(freed)).update(maybe_duplicate=True)
    return _note([chosen[pk] for pk in freed], "message.revived", actor)


def _queue(ids: Collection[UUID], reason: str, source: State, now: dt.datetime) -> list[UUID]:
    return shift(ids, State.QUEUED, reason, source=[source], until=now)


def _note(freed: Collection[Message], verb: str, actor: str) -> int:
    for message in freed:
        record(message.vendor_id, verb, message, actor=actor)
    for vendor_id in {message.vendor_id for message in freed}:
        announce(vendor_id)
    return len(freed)
