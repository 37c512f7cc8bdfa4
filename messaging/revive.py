"""Dead letters: try them once more, on the record, not too many at once.

The gates are asked before anything moves, so that nobody revives what is out of date, or goes to
somebody who has said no meanwhile.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection

from messaging.gather import facts_for, load
from messaging.models import Handed, Message
from messaging.policy.judge import judge
from messaging.policy.verdict import Block
from messaging.release import note, queue
from messaging.states import State
from wedsync.lib.ids import first_at, milliseconds_of
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.models import Event, Vendor
from wedsync.vendors.tenancy import narrowed

REVIVED = "message.revived"
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Revived:
    """How many try once more; and how many do not, by the reason."""

    count: int
    refused: Mapping[str, int]


@dataclass(frozen=True)
class Room:
    """How many more a vendor may revive, and in how many seconds there is room again."""

    messages: int
    seconds: int

    @property
    def reason(self) -> str:
        most = settings.REVIVALS_PER_MINUTE
        return worded(
            "{most} in a minute are the most; there is room again in {seconds} seconds",
            most=most,
            seconds=self.seconds,
        )


def revive(messages: Iterable[Message], *, actor: str, now: dt.datetime) -> Revived:
    """Dead ones try once more; what may have left already is marked as a possible duplicate.

    Raises Refusal when there was no room for any of them.
    """
    count, refused, full = 0, Counter[str](), ""
    for vendor_id, ids in _by_vendor(messages).items():
        with narrowed(vendor_id):
            room = _room(vendor_id, now)
            fit = _fit(ids, vendor_id, now, refused)
            count += _try_again(fit[: room.messages], actor, now)
            if late := fit[room.messages :]:
                refused[full := room.reason] += len(late)
    if full and not count:
        raise Refusal(full, code="too_many")
    return Revived(count, dict(refused))


def _by_vendor(messages: Iterable[Message]) -> Mapping[UUID, Sequence[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for message in messages:
        found[message.vendor_id].append(message.pk)
    return dict(sorted(found.items()))


def _room(vendor_id: UUID, now: dt.datetime) -> Room:
    """By the vendor's own history, one counter at a time: whoever asks beside us waits."""
    with connection.cursor() as cursor:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
        cursor.execute(lock, [f"revive:{vendor_id}"])
    lately = Event.objects.filter(vendor=vendor_id, verb=REVIVED, pk__gte=first_at(now - MINUTE))
    instants = sorted(milliseconds_of(pk) for pk in lately.values_list("pk", flat=True))
    left = max(0, settings.REVIVALS_PER_MINUTE - len(instants))
    oldest = instants[0] / 1000 if instants else now.timestamp()
    return Room(left, max(1, math.ceil(oldest + MINUTE.total_seconds() - now.timestamp())))


def _fit(
    ids: Sequence[UUID], vendor_id: UUID, now: dt.datetime, refused: Counter[str]
) -> list[Message]:
    """Those that are dead and that no gate would stop for good; the others are counted."""
    dead = Message.objects.select_for_update().filter(pk__in=ids, state=State.DEAD).in_bulk()
    messages = load(Message.objects.filter(pk__among=list(dead)))
    facts = facts_for(messages, Vendor.objects.get(pk=vendor_id), now)
    fit = []
    for message in messages:
        match judge(facts[message.pk]).verdict:
            case Block(reason):
                refused[reason] += 1
            case _:
                fit.append(dead[message.pk])
    return fit


def _try_again(messages: Sequence[Message], actor: str, now: dt.datetime) -> int:
    revived = queue(messages, State.DEAD, worded("revived by hand"), actor, now)
    left = Handed.objects.filter(message__in=revived).values("message_id")
    Message.objects.filter(pk__in=left).update(maybe_duplicate=True)
    return note(revived, REVIVED, actor)
