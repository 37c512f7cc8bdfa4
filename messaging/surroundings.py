"""What holds for all of a vendor's messages at one moment: hours, caps, season, money."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from messaging.caps import cap_rules_of, days_back
from messaging.models import Outcome
from messaging.policy.caps import Scope
from messaging.policy.facts import Cap, Sent, Window
from messaging.policy.hours import NIGHT, Quiet
from wedsync.billing.left import budget_left
from wedsync.lib.ids import array
from wedsync.vendors.models import Vendor
from wedsync.weddings.busy import peak_of
from wedsync.weddings.calendar import at_local, peak_windows
from wedsync.weddings.models import Person

NOTHING_LEFT = [Outcome.REFUSED.value, Outcome.DEFERRED.value]

# MATERIALIZED: first what these people were written, which is little, then the calls for it. Left
# to itself the planner joins all calls of a vendor's last days to them. Before its first intent
# (`tries` counts them) nothing can have left.
RECENT = """
WITH written AS MATERIALIZED (
  SELECT id, person_id, purpose, channel FROM messaging_message
  WHERE vendor_id = %(vendor)s AND person_id = ANY(%(people)s::uuid[]) AND tries > 0
)
SELECT person_id, call.intent_at, purpose, channel
FROM written
JOIN messaging_handed member ON member.message_id = written.id
JOIN messaging_handover call ON call.id = member.handover_id
WHERE call.intent_at > %(since)s AND call.outcome <> ALL(%(not)s)
"""


@dataclass(frozen=True)
class Surroundings:
    hours: tuple[Quiet, ...]
    caps: tuple[Cap, ...]
    peak: tuple[Window, ...]
    left: Mapping[str, int] = field(default_factory=dict)  # micro-units, by channel with a limit
    renews_at: dt.datetime | None = None


def surroundings_of(vendor: Vendor, channels: Collection[str], now: dt.datetime) -> Surroundings:
    zone = ZoneInfo(vendor.timezone)
    day = now.astimezone(zone).date()
    peak = peak_windows(peak_of(vendor, now), now, zone)
    return Surroundings(
        hours=(_quiet(vendor),),
        caps=tuple(rule.cap for rule in cap_rules_of(vendor)),
        peak=tuple((window.start, window.end) for window in peak),
        left=_left(vendor.pk, channels, day),
        renews_at=at_local(_next_month(day), dt.time(), zone),
    )


def recent_of(
    people: Collection[UUID], vendor: Vendor, caps: Collection[Cap], now: dt.datetime
) -> Mapping[UUID, tuple[Sent, ...]]:
    """What may have left to these people lately, as far back as the longest cap looks.

    With a cap on couples also what the others of their account had, as not their own.
    """
    since = now - dt.timedelta(days=days_back(caps))
    if not any(cap.scope == Scope.COUPLE for cap in caps):
        return _left_to(people, vendor, since)
    beside = _beside(people, vendor)
    found = _left_to({one for others in beside.values() for one in others}, vendor, since)
    return {
        person: tuple(
            sent._replace(own=one == person) for one in others for sent in found.get(one, ())
        )
        for person, others in beside.items()
    }


def _beside(people: Collection[UUID], vendor: Vendor) -> Mapping[UUID, list[UUID]]:
    """Everybody of each one's account, themselves among them."""
    clients = Person.objects.filter(vendor=vendor, pk__among=people).values("client")
    rows = list(
        Person.objects.filter(vendor=vendor, client__in=clients)
        .order_by("id")
        .values_list("id", "client_id")
    )
    client_of = dict(rows)
    return {
        person: [one for one, client in rows if client == client_of.get(person)]
        for person in people
    }


def _left_to(
    people: Collection[UUID], vendor: Vendor, since: dt.datetime
) -> Mapping[UUID, tuple[Sent, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            RECENT,
            {"vendor": vendor.pk, "people": array(people), "since": since, "not": NOTHING_LEFT},
        )
        rows = cursor.fetchall()
    found: dict[UUID, tuple[Sent, ...]] = {}
    for person_id, at, purpose, channel in rows:
        found[person_id] = (*found.get(person_id, ()), Sent(at, purpose, channel))
    return found


def _quiet(vendor: Vendor) -> Quiet:
    if vendor.quiet_from is None or vendor.quiet_until is None:
        return NIGHT
    return Quiet(vendor.quiet_from, vendor.quiet_until)


def _left(vendor_id: UUID, channels: Collection[str], day: dt.date) -> dict[str, int]:
    """What the strictest limit of a channel still allows."""
    rests = {
        name: [one.rest.micros for one in lefts if one.limit.stops]
        for name, lefts in budget_left(vendor_id, channels, day).items()
    }
    return {name: min(found) for name, found in rests.items() if found}


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
