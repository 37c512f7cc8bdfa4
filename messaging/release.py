"""Let go what waits for a person, on the record; the gates judge it again before it leaves."""

import datetime as dt
from collections.abc import Collection, Iterable

from messaging.models import Message
from messaging.news import announce
from messaging.shift import shift
from messaging.states import WAITING, State
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record, say_actor


def release(messages: Iterable[Message], *, actor: str, now: dt.datetime) -> int:
    """Held ones go into the queue; return how many did."""
    freed = queue(messages, State.HELD, worded("released by hand"), actor, now)
    return note(freed, "message.released", actor)


def approve(messages: Iterable[Message], *, actor: str, now: dt.datetime) -> int:
    """What waited for somebody's approval has it; return how many did."""
    waiting = Message.objects.select_for_update().filter(
        pk__in=[message.pk for message in messages], awaits_approval=True, state__in=WAITING
    )
    approved = list(waiting.order_by("pk"))
    Message.objects.filter(pk__in=[one.pk for one in approved]).update(awaits_approval=False)
    queue(approved, State.HELD, worded("approved by hand"), actor, now)
    return note(approved, "message.approved", actor)


def queue(
    messages: Iterable[Message], source: State, reason: str, actor: str, now: dt.datetime
) -> list[Message]:
    """Only what is in the `source` state moves; the others were faster."""
    chosen = {message.pk: message for message in messages}
    say_actor(actor)
    ids = shift(chosen, State.QUEUED, reason, source=[source], until=now)
    return [chosen[id_] for id_ in ids]


def note(freed: Collection[Message], verb: str, actor: str) -> int:
    for message in freed:
        record(message.vendor_id, verb, message, actor=actor)
    for vendor_id in {message.vendor_id for message in freed}:
        announce(vendor_id)
    return len(freed)
