"""Choose the hour of everybody whose hour isn't chosen yet, batch by batch."""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncHour

from campaigns.broadcast.hours import Planned, plan
from campaigns.broadcast.pause_words import PAUSED
from campaigns.broadcasts.unit import unit_of
from campaigns.hours.readers import Ask, readers
from campaigns.models import Campaign, Recipient
from messaging.policy.facts import OPTIONAL, TEXTS
from wedsync.lib.ids import array
from wedsync.weddings.calendar import Window

BATCH = 2_000

WRITE = """
UPDATE campaigns_recipient r
SET planned_at = chosen.at, hour_reason = chosen.reason, confidence = chosen.confidence,
    wished_at = NULL, cap_fate = '', cap_rule = ''
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
        asks = _asks(campaign, recipients, span)
        taken = _taken(campaign, now) if campaign.per_hour else {}
        found = readers(campaign.vendor, asks, now, campaign.channel)
        hours = plan(str(campaign.pk), found, span, taken=taken, per_hour=campaign.per_hour)
        _write(list(hours))
    return len(recipients)


def span_of(campaign: Campaign, now: dt.datetime) -> Window:
    """From now on, so many days; no longer than it is of use."""
    end = now + dt.timedelta(days=campaign.span_days)
    return Window(now, min(end, campaign.deadline or end))


def _asks(campaign: Campaign, recipients: Iterable[Recipient], span: Window) -> list[Ask]:
    texting = campaign.purpose in OPTIONAL and not TEXTS.isdisjoint(campaign.ways)
    return [
        Ask(one.pk, unit_of(one), one.person, one.wedding, span, texting=texting)
        for one in recipients
    ]


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
