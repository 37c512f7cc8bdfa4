"""Decide who goes next: emergencies first, then whoever has used least of the road."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.db import connection
from django.utils.timezone import now as current_time

from messaging import crash
from messaging.buckets import Bucket, Grant
from messaging.claim import Claim, claim
from messaging.deliver import deliver
from messaging.models import ProviderAccount
from messaging.pace import give_back, of_a_vendor, take
from messaging.providers.protocol import Provider
from messaging.route import accounts_for, first_awake, providers, wakes_at
from messaging.speed import buckets_of
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.busy import peak_of
from wedsync.weddings.calendar import local_day

log = structlog.get_logger(__name__)

LANES_A_LOOK = 16
CALLS_A_CLAIM = 10  # what a claim costs besides its messages is shared by as many calls
COUNTED = 2_000  # of a lane's messages; more that wait change nothing
SHORTEST_PAUSE = 0.01
EMERGENCY, LAST = 0, 3
THINNED = 2  # from this priority on a vendor's peak season slows down

# A skip scan over the partial index of claimable messages: its cost grows with the number of
# lanes, not with the number of messages that wait in them.
LANES = """
WITH RECURSIVE lane AS (
  (SELECT priority, vendor_id, channel FROM messaging_message
   WHERE state = 'queued' AND priority <= %(last)s
   ORDER BY priority, vendor_id, channel LIMIT 1)
  UNION ALL
  SELECT following.* FROM lane CROSS JOIN LATERAL (
    SELECT m.priority, m.vendor_id, m.channel FROM messaging_message m
    WHERE m.state = 'queued' AND m.priority <= %(last)s
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
      AND m.channel = lane.channel AND m.priority = lane.priority LIMIT %(counted)s
  ) waiting
) due
WHERE due.count > 0
ORDER BY lane.priority, coalesce(used.vtime, 0), lane.vendor_id
LIMIT %(most)s
"""


@dataclass(frozen=True)
class DueLane:
    vendor_id: UUID
    channel: str
    priority: int
    due: int
    vtime: float

    @property
    def key(self) -> tuple[UUID, str, int]:
        return self.vendor_id, self.channel, self.priority


@dataclass(frozen=True)
class Road:
    """A lane's way out: the account that carries it now, and the buckets it pays into.

    `thinned`: one of them is the vendor's own, so that its wait is nobody else's.
    """

    account: ProviderAccount
    buckets: list[Bucket]
    thinned: bool = False


def nobody() -> None:
    """Whom a worker calls that carries on alone."""


def dispatch(seconds: float, *, last: int = LAST, call_help: Callable[[], None] = nobody) -> int:
    """Hand over what is due until nothing is left or the time is up; return how many left.

    Only lanes up to priority `last`: a worker of its own carries nothing but emergencies. Whoever
    has got something to do calls for help, once: so all who are free come one after the other.
    """
    deadline = time.monotonic() + seconds
    total, call_once = 0, cache(call_help)
    while (left := deadline - time.monotonic()) > 0:
        count, pause = turn(last, call_once)
        total += count
        if count == 0:
            if pause is None or pause > left:
                break
            time.sleep(max(pause, SHORTEST_PAUSE))
    return total


def turn(last: int = LAST, begun: Callable[[], None] = nobody) -> tuple[int, float | None]:
    """One batch of the first lane that has tokens: (messages claimed, seconds to wait or None).

    An account that refused one lane isn't asked for the next: whoever is first stays first.
    """
    pauses: dict[UUID, float] = {}
    lanes = due_lanes(last)
    for lane in lanes:
        road = _road(lane, current_time())
        if road is None or road.account.pk in pauses:
            continue
        grant = _tokens(road, lane)
        if grant.messages:
            taken = claim(*lane.key, grant.messages, _floor(lane, lanes))
            give_back(road.buckets, grant.messages - len(taken.fences))
            return _send(taken, road.account, begun), 0.0
        pauses[lane.vendor_id if road.thinned else road.account.pk] = grant.wait
    return 0, min(pauses.values(), default=None)


def due_lanes(last: int = LAST) -> list[DueLane]:
    """Ids and counts only, which is all that anybody sees across tenants."""
    with operator(), connection.cursor() as cursor:
        cursor.execute(LANES, {"most": LANES_A_LOOK, "last": last, "counted": COUNTED})
        return [DueLane(*row) for row in cursor.fetchall()]


def _road(lane: DueLane, now: dt.datetime) -> Road | None:
    """None when nobody carries this, or everybody who does must rest: then it stays queued."""
    with tenant(lane.vendor_id):
        accounts = accounts_for(lane.channel)
        account = first_awake(accounts, now)
        if account is None:
            at = wakes_at(accounts) if accounts else None
            log.error(
                worded("nobody carries this"),
                vendor=str(lane.vendor_id),
                channel=lane.channel,
                at=at,
            )
            return None
        busy = _busy(lane.vendor_id, now) if lane.priority >= THINNED else None
    buckets = buckets_of(account, urgent=lane.priority == EMERGENCY, now=now)
    if busy:
        own = of_a_vendor(lane.vendor_id, lane.channel, busy)
        return Road(account, [*buckets, own], thinned=True)
    return Road(account, buckets)


def _busy(vendor_id: UUID, now: dt.datetime) -> int | None:
    """Messages a minute while it is the current tenant's peak season; None: no limit of its own."""
    vendor = Vendor.objects.get(pk=vendor_id)
    if not vendor.peak_per_minute:
        return None
    month = local_day(now, ZoneInfo(vendor.timezone)).month
    return vendor.peak_per_minute if month in peak_of(vendor, now) else None


def _tokens(road: Road, lane: DueLane) -> Grant:
    return take(road.buckets, _share(lane.due, providers()[road.account.provider]))


def _share(due: int, provider: Provider) -> int:
    """How many messages are taken together: whole calls, and half of what waits, so that all
    workers end at once. A worker that dies leaves all their calls open, so where nobody can ask
    or repeat, that's one call."""
    half = -(-due // (2 * provider.batch))
    most = CALLS_A_CLAIM if provider.repeatable_for else 1
    return min(due, provider.batch * min(half, most))


def _floor(lane: DueLane, lanes: list[DueLane]) -> float:
    """Where an idle lane comes back: at the others' minimum, nobody saves credit by silence."""
    same = (o.vtime for o in lanes if o.priority == lane.priority and o is not lane)
    return min(same, default=0.0)


def _send(taken: Claim, account: ProviderAccount, begun: Callable[[], None]) -> int:
    if taken.fences:
        begun()
        crash.point("after_claim")
        deliver(taken, account)
    return len(taken.fences)
