"""How many of a campaign's messages may be written now: queries, no sleeping.

Two limits. The lane: while thousands of it are ready to go, the next batch waits, so that a pause
still finds recipients and not messages by the ten thousand. The campaign's own: at most so many an
hour, counting what left within the last one and what is on its way.
"""

import datetime as dt
from uuid import UUID

from django.db import connection

from campaigns.models import Campaign
from messaging.accept import PRIORITY
from messaging.models import Message
from messaging.policy.facts import Purpose
from messaging.states import IN_FLIGHT, WAITING
from messaging.states import State as MessageState
from wedsync.lib.ids import first_at

MOST_READY = 5_000  # in a lane: a vendor's, on a channel, of a priority
FIRST = 500  # while all its lanes are empty: workers have something to carry the sooner
HOUR = dt.timedelta(hours=1)

# Handovers are found by their ids, which say when they were made.
USED = """
SELECT count(*) FROM campaigns_recipient r
JOIN messaging_message m ON m.id = r.message_id
WHERE r.campaign_id = %(campaign)s AND NOT r.held_out AND (
  m.state = ANY(%(under_way)s) OR EXISTS (
    SELECT FROM messaging_handed h
    WHERE h.message_id = m.id AND h.handover_id >= %(since)s))
"""
UNDER_WAY = [state.value for state in WAITING | IN_FLIGHT]


def room(campaign: Campaign, now: dt.datetime) -> int:
    """0 or less: none at the moment."""
    waiting = max(_ready(campaign, channel) for channel in campaign.ways)
    lanes = MOST_READY - waiting if waiting else min(FIRST, MOST_READY)
    if campaign.per_hour is None:
        return lanes
    return min(lanes, campaign.per_hour - _used(campaign, now))


def _ready(campaign: Campaign, channel: str) -> int:
    """So many of a lane wait; counted no further than it must, in the index of claims."""
    ready = Message.objects.filter(
        state=MessageState.QUEUED,
        priority=PRIORITY[Purpose(campaign.purpose)],
        vendor=campaign.vendor_id,
        channel=channel,
    )
    return ready[:MOST_READY].count()


def _used(campaign: Campaign, now: dt.datetime) -> int:
    given: dict[str, UUID | list[str]] = {
        "campaign": campaign.pk,
        "under_way": UNDER_WAY,
        "since": first_at(now - HOUR),
    }
    with connection.cursor() as cursor:
        cursor.execute(USED, given)
        return int(cursor.fetchone()[0])
