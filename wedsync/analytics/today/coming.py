"""What a vendor says in the next 24 hours: how much in each hour, and the first of it by name.

Three places know of it: messages that wait for their moment, planned steps of timelines, and
people of running campaigns who have no message yet.
"""

import datetime as dt
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from campaigns.models import PlannedStep
from campaigns.timeline import SENTENCES, Reason, Stand
from campaigns.timelines.names import names_of
from messaging.accept import PRIORITY
from messaging.models import Message
from messaging.states import State
from messaging.titled import titled
from wedsync.vendors.models import Vendor

HOURS = 24
MOST = 12  # lines
DELAYED = (State.SCHEDULED.value, State.HELD.value)
LANES = tuple(PRIORITY.values())  # named, so that the index of what may be claimed serves
COUNT = """
WITH waiting(at, held, number) AS (
  SELECT not_before, state = 'held', 1 FROM messaging_message
  WHERE vendor_id = %(vendor)s AND state IN ('scheduled', 'held') AND not_before < %(until)s
  UNION ALL
  SELECT not_before, false, 1 FROM messaging_message
  WHERE vendor_id = %(vendor)s AND state = 'queued' AND priority IN (0, 1, 2, 3)
    AND not_before < %(until)s
  UNION ALL
  SELECT due_at, false, 1 FROM campaigns_plannedstep
  WHERE vendor_id = %(vendor)s AND state = 'planned' AND left_at IS NULL AND due_at < %(until)s
  UNION ALL
  SELECT coalesce(r.planned_at, %(now)s), false, 1
  FROM campaigns_campaign c JOIN campaigns_recipient r ON r.campaign_id = c.id
  WHERE c.vendor_id = %(vendor)s AND c.state = 'running' AND r.message_id IS NULL
    AND (r.planned_at < %(until)s OR r.planned_at IS NULL AND c.timing <> 'best')
)
SELECT greatest(0, floor(extract(epoch FROM at - %(now)s) / 3600))::int, held, sum(number)
FROM waiting GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Hour:
    """`start` is aware; `held`: waits, and is looked at again in this hour."""

    start: dt.datetime
    going: int = 0
    held: int = 0


@dataclass(frozen=True)
class Line:
    """One message or step: `kind` is "message" or "step", and `pk` the message's or wedding's."""

    at: dt.datetime
    name: str
    to: str
    kind: str
    pk: UUID
    state: str
    channel: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Coming:
    hours: tuple[Hour, ...]
    lines: tuple[Line, ...]

    @property
    def going(self) -> int:
        return sum(hour.going for hour in self.hours)

    @property
    def held(self) -> int:
        return sum(hour.held for hour in self.hours)

    @property
    def most(self) -> int:
        return max(hour.going + hour.held for hour in self.hours)


def coming(vendor: Vendor, now: dt.datetime) -> Coming:
    """In five queries, of the current tenant."""
    until = now + dt.timedelta(hours=HOURS)
    lists = (_delayed(vendor, until), _queued(vendor, until), _steps(vendor, until))
    found = merge(*lists, key=lambda line: line.at)
    return Coming(_hours(vendor, now, until), tuple(islice(found, MOST)))


def _hours(vendor: Vendor, now: dt.datetime, until: dt.datetime) -> tuple[Hour, ...]:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"vendor": vendor.pk, "now": now, "until": until})
        counted = {(hour, held): int(number) for hour, held, number in cursor.fetchall()}
    return tuple(
        Hour(now + dt.timedelta(hours=at), counted.get((at, False), 0), counted.get((at, True), 0))
        for at in range(HOURS)
    )


def _delayed(vendor: Vendor, until: dt.datetime) -> list[Line]:
    """Apart from what is queued: each has an index of its own, and no index has both."""
    return _first(Message.objects.filter(vendor=vendor, state__in=DELAYED), until)


def _queued(vendor: Vendor, until: dt.datetime) -> list[Line]:
    queued = Message.objects.filter(vendor=vendor, state=State.QUEUED.value, priority__in=LANES)
    return _first(queued, until)


def _first(waiting: QuerySet[Message], until: dt.datetime) -> list[Line]:
    soon = titled(waiting.filter(not_before__lt=until)).order_by("not_before", "id")
    return [_message(one) for one in soon[:MOST]]


def _message(one: Message) -> Line:
    return Line(
        at=one.not_before,  # type: ignore[arg-type]  # the query left out what has none
        name=one.variant.version.template.name,
        to=str(one.person),
        kind="message",
        pk=one.pk,
        state=one.state,
        channel=one.channel,
        reason=one.reason,
    )


def _steps(vendor: Vendor, until: dt.datetime) -> list[Line]:
    ours = PlannedStep.objects.filter(
        vendor=vendor, state=Stand.PLANNED.value, left_at=None, due_at__lt=until
    )
    related = ours.select_related("wedding__client", "enrollment__version")
    rows = list(related.order_by("due_at", "id")[:MOST])
    names = names_of({row.enrollment_id: row.enrollment for row in rows}.values())
    return [_step(row, names.get((row.enrollment_id, row.step_key), row.step_key)) for row in rows]


def _step(row: PlannedStep, name: str) -> Line:
    return Line(
        at=row.due_at,  # type: ignore[arg-type]  # the query left out what has none
        name=name,
        to=row.wedding.client.name,
        kind="step",
        pk=row.wedding_id,
        state=State.SCHEDULED.value,
        reason=SENTENCES[Reason(row.reason)],
    )
