"""What was said to a couple and what they answered, over every channel, the newest first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from uuid import UUID

from messaging.models import Inbound, Message
from messaging.titled import titled
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Wedding

MOST = 50


@dataclass(frozen=True)
class Said:
    """`theirs`: they wrote it. `state` is "" then, and `message` what they answered."""

    at: dt.datetime
    theirs: bool
    who: str
    what: str
    channel: str
    state: str
    message: UUID | None


def conversation(vendor: Vendor, wedding: Wedding) -> list[Said]:
    """Two queries."""
    lines = merge(
        map(_ours, _messages(vendor, wedding)),
        map(_theirs, _answers(vendor, wedding)),
        key=lambda one: one.at,
        reverse=True,
    )
    return list(islice(lines, MOST))


def _messages(vendor: Vendor, wedding: Wedding) -> Iterable[Message]:
    ours = Message.objects.filter(vendor=vendor, wedding=wedding)
    return titled(ours).order_by("-created_at", "-id")[:MOST]


def _answers(vendor: Vendor, wedding: Wedding) -> Iterable[Inbound]:
    ours = Inbound.objects.filter(vendor=vendor, thread__wedding=wedding)
    return ours.select_related("thread__person").order_by("-at", "-id")[:MOST]


def _ours(one: Message) -> Said:
    name = one.variant.version.template.name
    return Said(one.created_at, False, str(one.person), name, one.channel, one.state, one.pk)


def _theirs(one: Inbound) -> Said:
    who = str(one.thread.person) if one.thread else one.address
    return Said(one.at, True, who, one.text or one.subject, one.channel, "", one.answers_id)
