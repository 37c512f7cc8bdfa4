"""Write down what the caps make of people whom campaigns will write to."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.db import connection

from campaigns.cap import Fate, Placed
from campaigns.cap.outcome import is_near
from campaigns.caps.recipients import Addressee
from campaigns.models import Recipient

# Whoever wrote to them, or chose another hour in the meantime, was first.
MOVE = """
UPDATE campaigns_recipient ours
SET planned_at = new.at, wished_at = new.wished, cap_fate = new.fate, cap_rule = new.rule
FROM json_to_recordset(%s) AS new(
  id uuid, at timestamptz, wished timestamptz, fate text, rule text, was timestamptz)
WHERE ours.id = new.id AND ours.message_id IS NULL AND ours.planned_at = new.was
"""


def move_recipients(
    placed: Iterable[Placed], found: Mapping[str, Addressee], now: dt.datetime
) -> int:
    """Return how many were moved, left out or put back."""
    changes = [
        change
        for one in placed
        if (row := found[str(one.item.key)].row) and (change := _change(one, row, now))
    ]
    if not changes:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [orjson.dumps(changes).decode()])
        return int(cursor.rowcount)


def _change(placed: Placed, row: Recipient, now: dt.datetime) -> dict[str, Any] | None:
    """None: nothing new, or not yet. About whom somebody should be asked, the gate has to wait."""
    wish, put_off = placed.item.wish, placed.fate in {Fate.MOVED, Fate.SKIPPED}
    at, fate = (placed.at or wish, placed.fate.value) if put_off else (wish, "")
    if not is_near(placed, row.planned_at, now) or (at, fate) == (row.planned_at, row.cap_fate):
        return None
    return {
        "id": row.pk,
        "at": at,
        "wished": wish if put_off else None,
        "fate": fate,
        "rule": placed.rule if put_off else "",
        "was": row.planned_at,
    }
