"""Let go what waits for a person, on the record; the gates judge it again before it leaves."""

import datetime as dt
from collections.abc import Collection, Iterable

from messaging.models import Handed, Message
from messaging.news import announce
from messaging.shift import shift
from messaging.states import State
from wedsync.vendors.audit import record, say_actor


def release(messages: Iterable[Message], *, actor: str, now: dt.datetime) -> int:
    """Held ones go into the queue; return how many did."""
    freed = _queue(messages, State.HELD, "released by hand", actor, now)
    return _note(freed, "message.released", actor)


def revive(messages: Iterable[Message], *, actor: str, now: dt.datetime) -> int:
    """Dead ones try once more; what may have left already is marked as a possible duplicate."""
    freed = _queue(messages, State.DEAD, "revived by hand", actor, now)
    left = Handed.objects.filter(message__in=freed).values("message_id")
    Message.objects.filter(pk__in=left).update(maybe_duplicate=True)
    return _note(freed, "message.revived", actor)


def _queue(
    messages: Iterable[Message], source: State, reason: str, actor: str, now: dt.datetime
) -> list[Message]:
    """Only what is in the `source` state moves; the others were faster."""
    chosen = {message.pk: message for message in messages}
    say_actor(actor)
    ids = shift(chosen, State.QUEUED, reason, source=[source], until=now)
    return [chosen[id_] for id_ in ids]


def _note(freed: Collection[Message], verb: str, actor: str) -> int:
    for message in freed:
        record(message.vendor_id, verb, message, actor=actor)
    for vendor_id in {message.vendor_id for message in freed}:
        announce(vendor_id)
    return len(freed)
