"""Decide who goes next: emergencies first, then whoever has used least of the road."""

import time
from dataclasses import dataclass
from uuid import UUID

import structlog
from django.db import connection

from messaging import crash
from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import ProviderAccount
from messaging.pace import Grant, take
from messaging.route import account_for, providers
from wedsync.vendors.tenancy import operator, tenant

log = structlog.get_logger(__name__)

LANES_A_LOOK = 16
SHORTEST_PAUSE = 0.01

# A skip scan over the partial index of claimable messages: its cost grows with the number of
# lanes, not with the number of messages that wait in them.
LANES = """
WITH RECURSIVE lane AS (
  (SELECT priority, vendor_id, channel FROM messaging_message WHERE state = 'queued'
   ORDER BY priority, vendor_id, channel LIMIT 1)
  UNION ALL
  SELECT following.* FROM lane CROSS JOIN LATERAL (
    SELECT m.priority, m.vendor_id, m.channel FROM messaging_message m
    WHERE m.state = 'queued'
      AND (m.priority, m.vendor_id, m.channel) > (lane.priority, lane.vendor_id, lane.channel)
    ORDER BY 1, 2, 3 LIMIT 1
  ) following
)
SELECT lane.vendor_id, lane.channel, lane.priority, due.count, coalesce(used.vtime, 0)
FROM lane
LEFT JOIN messaging_lane used USING (vendor_id, channel, priority)
CROSS JOIN LATERAL (
  SELECT count(*) FROM (
    SELECT FROM messaging_message m
    WHERE m.state = 'queued' AND m.not_before <= statement_timestamp()
      AND m.vendor_id = lane.vendor_id
      AND m.channel = lane.channel AND m.priority = lane.priority LIMIT 500
  ) waiting
) due
WHERE due.count > 0
ORDER BY lane.priority, coalesce(used.vtime, 0), lane.vendor_id
LIMIT %s
"""


@dataclass(frozen=True)
class DueLane:
    vendor_id: UUID
    channel: str
    priority: int
    due: int
    vtime: float


def dispatch(seconds: float) -> int:
    """Hand over what is due until nothing is left or the time is up; return how many left."""
    deadline = time.monotonic() + seconds
    total = 0
    while (left := deadline - time.monotonic()) > 0:
        count, pause = turn()
        total += count
        if count == 0:
            if pause is None or pause > left:
                break
            time.sleep(max(pause, SHORTEST_PAUSE))
    return total


def turn() -> tuple[int, float | None]:
    """One batch of the first lane that has tokens: (messages claimed, seconds to wait or None).

    An account that refused one lane isn't asked for the next: whoever is first stays first.
    """
    pauses: dict[UUID, float] = {}
    lanes = due_lanes()
    for lane in lanes:
        account = _account(lane)
        if account is None or account.pk in pauses:
            continue
        grant = _tokens(account, lane)
        if grant.messages:
            return _send(lane, account, grant.messages, _floor(lane, lanes)), 0.0
        pauses[account.pk] = grant.wait
    return 0, min(pauses.values(), default=None)


def _account(lane: DueLane) -> ProviderAccount | None:
    with tenant(lane.vendor_id):
        account = account_for(lane.channel)
    if account is None:
        log.error("no account carries this", vendor=str(lane.vendor_id), channel=lane.channel)
    return account


def due_lanes() -> list[DueLane]:
    """Ids and counts only, which is all that anybody sees across tenants."""
    with operator(), connection.cursor() as cursor:
        cursor.execute(LANES, [LANES_A_LOOK])
        return [DueLane(*row) for row in cursor.fetchall()]


def _tokens(account: ProviderAccount, lane: DueLane) -> Grant:
    provider = providers()[account.provider]
    return take(
        account.pk,
        min(lane.due, provider.batch),
        per_minute=account.per_minute,
        burst=account.burst,
        calls_per_second=provider.calls_per_second,
    )


def _floor(lane: DueLane, lanes: list[DueLane]) -> float:
    """Where an idle lane comes back: at the others' minimum, nobody saves credit by silence."""
    same = (o.vtime for o in lanes if o.priority == lane.priority and o is not lane)
    return min(same, default=0.0)


def _send(lane: DueLane, account: ProviderAccount, limit: int, floor: float) -> int:
    taken = claim(lane.vendor_id, lane.channel, lane.priority, limit, floor)
    if taken.fences:
        crash.point("after_claim")
        deliver(taken, account)
    return len(taken.fences)
