"""Hold, free or drop everything of a campaign that hasn't left, in one statement each.

What a gate holds has an hour at which it wakes. A pause takes that from it, or it would leave in
the middle of the pause, and the end of the pause wakes it: it is judged again in any case.
"""

import datetime as dt
from uuid import UUID

from django.db import connection

from campaigns.broadcast.pause_words import CANCELLED, PAUSED
from messaging.states import WAITING, State

Given = str | bool | dt.datetime | list[str]

# Its moment is forgotten: the end of the pause names another.
HOLD = """
UPDATE messaging_message m SET state = 'held', reason = %(reason)s, not_before = NULL
FROM campaigns_recipient r
WHERE r.campaign_id = %(campaign)s AND m.id = r.message_id AND m.state = ANY(%(states)s)
"""
PARK = """
UPDATE messaging_message m SET not_before = NULL
FROM campaigns_recipient r
WHERE r.campaign_id = %(campaign)s AND m.id = r.message_id AND m.state = 'held'
  AND m.not_before IS NOT NULL
"""
FREE = """
UPDATE messaging_message m
SET state = 'queued', reason = '', not_before = greatest(%(now)s, r.planned_at)
FROM campaigns_recipient r
WHERE r.campaign_id = %(campaign)s AND m.id = r.message_id AND m.state = 'held'
  AND m.reason = %(reason)s AND (r.planned_at IS NOT NULL OR NOT %(choosing)s)
"""
UNPARK = """
UPDATE messaging_message m SET not_before = %(now)s
FROM campaigns_recipient r
WHERE r.campaign_id = %(campaign)s AND m.id = r.message_id AND m.state = 'held'
  AND m.not_before IS NULL AND m.reason <> %(reason)s
"""
DROP = """
UPDATE messaging_message m SET state = 'cancelled', reason = %(reason)s
FROM campaigns_recipient r
WHERE r.campaign_id = %(campaign)s AND m.id = r.message_id AND m.state = ANY(%(states)s)
"""
# Whose hour went by meanwhile gets another one, whether the message is written already or not.
FORGET_HOURS = """
UPDATE campaigns_recipient r SET planned_at = NULL
WHERE r.campaign_id = %(campaign)s AND r.planned_at < %(now)s AND (
  r.message_id IS NULL OR EXISTS (
    SELECT FROM messaging_message m
    WHERE m.id = r.message_id AND m.state = 'held' AND m.reason = %(reason)s))
"""


def hold(campaign_id: UUID) -> int:
    """Return how many were about to leave. Asked again, it holds what came back since."""
    about_to = [State.QUEUED.value, State.SCHEDULED.value]
    _each(PARK, campaign_id)
    return _each(HOLD, campaign_id, reason=PAUSED, states=about_to)


def free(campaign_id: UUID, now: dt.datetime, *, choosing: bool) -> int:
    """Return how many may leave. `choosing`: whose hour passed waits for another one."""
    if choosing:
        _each(FORGET_HOURS, campaign_id, now=now, reason=PAUSED)
    _each(UNPARK, campaign_id, now=now, reason=PAUSED)
    return _each(FREE, campaign_id, now=now, reason=PAUSED, choosing=choosing)


def drop(campaign_id: UUID) -> int:
    """Return how many will never leave."""
    waiting = [state.value for state in WAITING]
    return _each(DROP, campaign_id, reason=CANCELLED, states=waiting)


def _each(sql: str, campaign_id: UUID, **given: Given) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"campaign": campaign_id, **given})
        return int(cursor.rowcount)
