"""What people did lately, for the score of what they get next: one query, however many they are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import connection

from personalization.measure import Engagement
from wedsync.lib.ids import array

# Human signs by person and channel, then what they had. Opens and clicks of machines don't count.
# MATERIALIZED: see RECENT in surroundings.py; before its first intent nobody reads a message.
LATELY = """
WITH written AS MATERIALIZED (
  SELECT id, person_id, channel FROM messaging_message
  WHERE person_id = ANY(%(people)s::uuid[]) AND tries > 0
)
SELECT m.person_id, m.channel, max(e.at), count(*), 0, 0
FROM written m JOIN messaging_deliveryevent e ON e.message_id = m.id
WHERE e.reader = 'human'
GROUP BY m.person_id, m.channel
UNION ALL
SELECT t.person_id, i.channel, max(i.at), count(*), 0, 0
FROM messaging_thread t JOIN messaging_inbound i ON i.thread_id = t.id
WHERE t.person_id = ANY(%(people)s::uuid[])
GROUP BY t.person_id, i.channel
UNION ALL
SELECT m.person_id, '', NULL, 0, count(*) FILTER (WHERE o.intent_at > %(week)s), count(*)
FROM written m
JOIN messaging_handed h ON h.message_id = m.id JOIN messaging_handover o ON o.id = h.handover_id
WHERE o.intent_at > %(month)s AND o.outcome NOT IN ('refused', 'deferred')
GROUP BY m.person_id
"""
WEEK, MONTH = dt.timedelta(days=7), dt.timedelta(days=30)
NOBODY = Engagement()


def engagement_of(people: Collection[UUID], now: dt.datetime) -> Mapping[UUID, Engagement]:
    """Of the current tenant's people; whoever isn't in it did nothing and had nothing."""
    given: dict[str, str | dt.datetime] = {
        "people": array(people),
        "week": now - WEEK,
        "month": now - MONTH,
    }
    with connection.cursor() as cursor:
        cursor.execute(LATELY, given)
        rows = cursor.fetchall()
    return _by_person(rows, now)


Row = tuple[UUID, str, dt.datetime | None, int, int, int]


def _by_person(rows: Collection[Row], now: dt.datetime) -> Mapping[UUID, Engagement]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return {person: _of(theirs, now) for person, theirs in found.items()}


def _of(rows: Collection[Row], now: dt.datetime) -> Engagement:
    signs: dict[str, int] = defaultdict(int)
    for _, channel, at, count, _, _ in rows:
        if at is not None:
            signs[channel] += count
    last = max((at for _, _, at, *_ in rows if at is not None), default=None)
    return Engagement(
        heard_days=None if last is None else max(0, (now - last).days),
        channel=min(signs, key=lambda name: (-signs[name], name), default=""),
        week=sum(row[4] for row in rows),
        month=sum(row[5] for row in rows),
    )
