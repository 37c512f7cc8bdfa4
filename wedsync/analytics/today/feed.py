"""What just happened, newest first, and what happened since a cursor.

Ids are of UUID version 7, made before their transaction ends: a row may appear behind a younger
one. So a reader who asks for what came since gets some seconds twice, and leaves out by id what
it has already.
"""

import datetime as dt
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet

from messaging.models import DeliveryEvent, Inbound
from messaging.titled import titled
from wedsync.lib.ids import first_at, milliseconds_of
from wedsync.vendors.models import Vendor

TOLD = ("delivered", "opened", "clicked", "bounced", "complained", "unsubscribed", "failed")
MOST = 12
MOST_MISSED = 100
OVERLAP = dt.timedelta(seconds=30)
QUOTED = 80


@dataclass(frozen=True)
class News:
    """`kind` is of a DeliveryEvent or "reply"; `message` is None for a reply to nothing known."""

    id: UUID
    at: dt.datetime
    kind: str
    who: str
    what: str
    message: UUID | None


def newest(vendor: Vendor) -> list[News]:
    """Two queries."""
    return _merged(_events(vendor)[:MOST], _replies(vendor)[:MOST], MOST)


def since(vendor: Vendor, cursor: UUID) -> list[News]:
    """What came after `cursor`, and a little of what came before. Two queries."""
    seen = dt.datetime.fromtimestamp(milliseconds_of(cursor) / 1000, dt.UTC)
    floor = first_at(seen - OVERLAP)
    events = _events(vendor).filter(pk__gt=floor)[:MOST_MISSED]
    return _merged(events, _replies(vendor).filter(pk__gt=floor)[:MOST_MISSED], MOST_MISSED)


def _merged(events: QuerySet[DeliveryEvent], replies: QuerySet[Inbound], most: int) -> list[News]:
    lines = merge(map(_event, events), map(_reply, replies), key=lambda one: one.id, reverse=True)
    return list(islice(lines, most))


def _events(vendor: Vendor) -> QuerySet[DeliveryEvent]:
    """People's doings and what became of messages; what a machine opened is no news."""
    ours = DeliveryEvent.objects.filter(vendor=vendor, kind__in=TOLD).filter(~Q(reader="machine"))
    return titled(ours, "message__").order_by("-id")


def _replies(vendor: Vendor) -> QuerySet[Inbound]:
    return Inbound.objects.filter(vendor=vendor).select_related("thread__person").order_by("-id")


def _event(one: DeliveryEvent) -> News:
    message = one.message
    name = message.variant.version.template.name
    return News(one.pk, one.at, one.kind, str(message.person), name, message.pk)


def _reply(one: Inbound) -> News:
    who = str(one.thread.person) if one.thread else one.address
    said = one.text.strip() or one.subject
    return News(one.pk, one.at, "reply", who, f"“{said[:QUOTED]}”", one.answers_id)
