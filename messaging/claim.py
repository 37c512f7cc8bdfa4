"""Lease messages to this worker: a fence number and a deadline by the database's clock."""

import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection

from wedsync.vendors.tenancy import tenant

# MATERIALIZED: as a plain sub-select the planner may run it once per row, past its own LIMIT.
# Whoever was claimed before without reaching an intent may have killed its worker, or stood next
# to who did. They go in one call's party, then alone, so that a killer takes nobody with it.
CLAIM = """
WITH due AS MATERIALIZED (
  SELECT id, claims, not_before FROM messaging_message
  WHERE state = 'queued' AND not_before <= statement_timestamp()
    AND vendor_id = %(vendor)s AND channel = %(channel)s AND priority = %(priority)s
  ORDER BY not_before, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), taken AS (
  SELECT id FROM due WHERE claims = (SELECT max(claims) FROM due) ORDER BY not_before, id
  LIMIT CASE (SELECT max(claims) FROM due)
    WHEN 0 THEN %(limit)s WHEN 1 THEN %(party)s WHEN 2 THEN %(party)s ELSE 1 END
)
UPDATE messaging_message
SET state = 'claimed', reason = '', fence = fence + 1, claims = claims + 1,
    lease_until = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE id IN (SELECT id FROM taken)
RETURNING id, fence
"""
PARTY = 100  # together once more, and again: workers die of other things than messages, too
# `floor`: an idle lane comes back at the others' minimum.
CHARGE = """
INSERT INTO messaging_lane (id, vendor_id, channel, priority, vtime)
VALUES (uuidv7(), %(vendor)s, %(channel)s, %(priority)s, %(floor)s + %(count)s)
ON CONFLICT (vendor_id, channel, priority)
DO UPDATE SET vtime = greatest(messaging_lane.vtime, %(floor)s) + %(count)s
"""


@dataclass(frozen=True)
class Claim:
    """Messages this worker holds, each with its fence, until `deadline` (monotonic seconds)."""

    vendor_id: UUID
    fences: dict[UUID, int]
    deadline: float


def claim(vendor_id: UUID, channel: str, priority: int, limit: int, floor: float = 0.0) -> Claim:
    """Take up to `limit` due messages of one lane; another worker's are skipped, not waited for."""
    deadline = boot_seconds() + settings.LEASE_SECONDS
    lane: dict[str, UUID | str | int | float] = {
        "vendor": vendor_id,
        "channel": channel,
        "priority": priority,
    }
    with tenant(vendor_id), connection.cursor() as cursor:
        most = {"limit": limit, "party": min(limit, PARTY)}
        cursor.execute(CLAIM, {**lane, **most, "lease": settings.LEASE_SECONDS})
        fences = dict(cursor.fetchall())
        if fences:
            cursor.execute(CHARGE, {**lane, "count": len(fences), "floor": floor})
    return Claim(vendor_id, fences, deadline)


def boot_seconds() -> float:
    """A clock that runs on while the machine sleeps and that nobody can set."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
