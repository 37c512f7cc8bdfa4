"""Put right what a dead worker left behind, and wake what has waited long enough."""

from uuid import UUID

from django.db import connection

from messaging import crash
from messaging.models import Handover, Outcome
from messaging.poison import MOST_CLAIMS, bury_killers
from messaging.shift import shift
from messaging.states import State
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import operator

MOST = 500

REAPABLE = """
SELECT id, claims >= %s FROM messaging_message
WHERE state = 'claimed' AND lease_until < clock_timestamp() LIMIT %s FOR UPDATE SKIP LOCKED
"""
SILENT = """
WITH silent AS MATERIALIZED (
  SELECT id FROM messaging_handover
  WHERE outcome = 'pending' AND check_at < statement_timestamp() LIMIT %s FOR UPDATE SKIP LOCKED
)
UPDATE messaging_handover
SET outcome = 'unknown', check_at = statement_timestamp(), detail = 'no answer noted'
WHERE id IN (SELECT id FROM silent)
RETURNING id
"""
WAKE = """
SELECT id FROM messaging_message
WHERE state IN ('scheduled', 'held') AND not_before <= statement_timestamp()
ORDER BY not_before LIMIT %s FOR UPDATE SKIP LOCKED
"""


def reap() -> int:
    """Claimed, lease over, no intent: provably unsent, so back into the queue."""
    with operator():
        rows = _rows(REAPABLE, [MOST_CLAIMS, MOST])
        shift([id_ for id_, poisoned in rows if not poisoned], State.QUEUED, source=[State.CLAIMED])
        bury_killers([id_ for id_, poisoned in rows if poisoned])
        if rows:
            crash.point("in_reap")
    return len(rows)


def doubt() -> int:
    """An intent nobody noted an answer to, its caller certainly gone: nobody knows."""
    with operator():
        ids = [row[0] for row in _rows(SILENT, [MOST])]
        silent = Handover.objects.filter(pk__in=ids, outcome=Outcome.UNKNOWN)
        messages = silent.values_list("members__message_id", flat=True)
        shift(list(messages), State.UNKNOWN, worded("no answer noted"), source=[State.SENDING])
        if ids:
            crash.point("in_doubt")
    return len(ids)


def wake() -> int:
    """Scheduled or held, and its moment has come: into the queue, to be judged again."""
    with operator():
        return len(shift([row[0] for row in _rows(WAKE, [MOST])], State.QUEUED))


def _rows(sql: str, parameters: list[int]) -> list[tuple[UUID, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
