"""A wedding reaches a goal: told once or ten times, it counts once."""

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from campaigns.experiment.goals import SIGNS, Goal
from wedsync.lib.refusal import Refusal

REACH = """
INSERT INTO campaigns_goalreached (id, vendor_id, wedding_id, kind, at, value, currency, key)
VALUES (uuidv7(), %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (vendor_id, key) DO NOTHING
"""


class Worth(NamedTuple):
    """`minor` units of a currency (ISO 4217)."""

    minor: int
    currency: str


NOTHING = Worth(0, "")


def reach(
    vendor_id: UUID,
    wedding_id: UUID,
    kind: Goal,
    at: dt.datetime,
    *,
    key: str,
    value: Worth = NOTHING,
) -> bool:
    """Whether it is news. `key` names the occasion: an invoice, a questionnaire. Raises Refusal."""
    if kind in SIGNS:
        raise Refusal("Clicks and replies are read from the messages.", code="goal_invalid")
    if value.minor < 0 or (value.minor and not value.currency):
        raise Refusal("What a goal is worth is an amount of a currency.", code="goal_invalid")
    with connection.cursor() as cursor:
        cursor.execute(REACH, [vendor_id, wedding_id, kind.value, at, *value, key])
        return bool(cursor.rowcount)
