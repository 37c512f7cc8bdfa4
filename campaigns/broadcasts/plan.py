"""Choose the hour of everybody whose hour isn't chosen yet, batch by batch."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncHour

from campaigns.broadcast.hours import Planned, Reader, plan
from campaigns.broadcast.pause_words import PAUSED
from campaigns.broadcasts.unit import unit_of
from campaigns.models import Campaign, Recipient
from messaging.habits import ladders_of, zone_of
from messaging.policy.facts import OPTIONAL, TEXTS
from messaging.policy.gates.saturday import SATURDAYS
from messaging.policy.hours import Quiet, known_zones, quiet_within
from messaging.policy.law import laws_in
from messaging.surroundings import surroundings_of
from messaging.whereabouts import places_of, zones_of
from wedsync.lib.ids import array
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Window
from wedsync.weddings.protection import protected_hours

BATCH = 2_000

WRITE = """
UPDATE campaigns_recipient r
SET planned_at = chosen.at, hour_reason = chosen.reason, confidence = chosen.confidence
FROM unnest(%s::uuid[], %s::timestamptz[], %s::text[], %s::float8[])
  AS chosen(id, at, reason, confidence)
WHERE r.id = chosen.id
"""
# Whose message was held while their hour went by: written already, it gets the new hour.
FREE = """
UPDATE messaging_message m SET state = 'queued', reason = '', not_before = r.planned_at
FROM campaigns_recipient r
WHERE r.id = ANY(%s::uuid[]) AND m.id = r.message_id AND m.state = 'held' AND m.reason = %s
"""


def plan_hours(campaign: Campaign, now: dt.datetime) -> int:
    """Return how many were planned; 0: nobody is left to plan."""
    waiting = Recipient.objects.filter(campaign=campaign, planned_at=None).order_by("id")
    recipients = list(waiting.select_related("person", "wedding")[:BATCH])
    if recipients:
        span = span_of(campaign, now)
        readers = _readers(campaign, recipients, span, now)
        taken = _taken(campaign, now) if campaign.per_hour else {}
        hours = plan(str(campaign.pk), readers, span, taken=taken, per_hour=campaign.per_hour)
        _write(list(hours))
    return len(recipients)


def span_of(campaign: Campaign, now: dt.datetime) -> Window:
    """From now on, so many days; no longer than it is of use."""
    end = now + dt.timedelta(days=campaign.span_days)
    return Window(now, min(end, campaign.deadline or end))


def _readers(
    campaign: Campaign, recipients: Sequence[Recipient], span: Window, now: dt.datetime
) -> Iterable[Reader]:
    vendor = campaign.vendor
    ladders = ladders_of([one.person for one in recipients], vendor, now, campaign.channel)
    weddings = {one.wedding.pk: one.wedding for one in recipients if one.wedding}
    protected = protected_hours(weddings.values(), vendor)
    hours = surroundings_of(vendor, (), now).hours
    texting = campaign.purpose in OPTIONAL and not TEXTS.isdisjoint(campaign.ways)
    for one in recipients:
        own = protected.get(one.wedding_id, ()) if one.wedding_id else ()
        quiet = hours + (_by_law(one, vendor, span) if texting else ()) + _blanket(vendor)
        zones = known_zones(zones_of(one.person, one.wedding, vendor))
        closed = (*quiet_within(span, zones, quiet), *own)
        zone = zone_of(one.person, vendor)
        yield Reader(one.pk, str(unit_of(one)), ladders[one.person_id], zone, closed)


def _blanket(vendor: Vendor) -> tuple[Quiet, ...]:
    return SATURDAYS if vendor.saturday_blanket else ()


def _by_law(one: Recipient, vendor: Vendor, span: Window) -> tuple[Quiet, ...]:
    day = span.start.date()
    places = places_of(one.person, one.wedding, vendor)
    return tuple(quiet for law in laws_in(places, day) for quiet in law.quiet_around(day))


def _taken(campaign: Campaign, now: dt.datetime) -> dict[dt.datetime, int]:
    ahead = Recipient.objects.filter(campaign=campaign, planned_at__gte=now - dt.timedelta(hours=1))
    hours = ahead.annotate(hour=TruncHour("planned_at", tzinfo=dt.UTC)).order_by().values("hour")
    return dict(hours.annotate(count=Count("pk")).values_list("hour", "count"))


def _write(hours: Collection[Planned]) -> None:
    ids: list[UUID] = [one.id for one in hours]
    columns = [one.at for one in hours], [one.reason for one in hours]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [array(ids), *columns, [one.confidence for one in hours]])
        cursor.execute(FREE, [array(ids), PAUSED])
