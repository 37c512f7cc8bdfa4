"""How fast an account may be used: token buckets in Redis, asked once per batch.

They run by Redis' own clock, so workers with wrong clocks agree. Without Redis the same buckets
stand in PostgreSQL (`pace_fallback.py`): slower to ask, as strict.
"""

from collections.abc import Sequence
from functools import cache
from uuid import UUID

import redis
import structlog
from django.conf import settings

from messaging import pace_fallback
from messaging.buckets import MICROS, Bucket, Grant

log = structlog.get_logger(__name__)

# The lines of buckets.grant, where the buckets are.
TAKE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local granted, wait, tats = tonumber(ARGV[1]), 0, {}
for i, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[4*i-2]), tonumber(ARGV[4*i-1])
  local covers, keep = tonumber(ARGV[4*i]), tonumber(ARGV[4*i+1])
  local tat = math.max(tonumber(redis.call('GET', key) or now + interval * burst), now)
  local room = math.floor((interval * burst - (tat - now)) / interval) - keep
  granted = math.min(granted, room * covers)
  wait = math.max(wait, tat - now - interval * (burst - 1 - keep))
  tats[i] = tat
end
if granted < 1 then
  for i, key in ipairs(KEYS) do
    redis.call('SET', key, string.format('%.0f', tats[i]), 'NX', 'PX', 86400000)
  end
  return {0, wait}
end
for i, key in ipairs(KEYS) do
  local interval, covers = tonumber(ARGV[4*i-2]), tonumber(ARGV[4*i])
  local cost = math.ceil(granted / covers)
  redis.call('SET', key, string.format('%.0f', tats[i] + interval * cost), 'PX', 86400000)
end
return {granted, 0}
"""
# What a batch turned out to need beyond what was taken; the bucket may go into debt.
CHARGE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local interval, burst, more = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tat = math.max(tonumber(redis.call('GET', KEYS[1]) or now + interval * burst), now)
redis.call('SET', KEYS[1], string.format('%.0f', tat + interval * more), 'PX', 86400000)
"""
CALL_BURST = 5  # or as many as are allowed in a tenth of a second
RESERVED = 0.2  # of each burst, for emergencies


def buckets(
    account_id: UUID,
    *,
    per_minute: float,
    burst: int,
    calls_per_second: float,
    urgent: bool,
    batch: int = 1,
) -> list[Bucket]:
    """An account's two buckets. Whoever isn't urgent leaves a share of each burst untouched.

    `batch`: how many messages fit in a call.
    """
    room, calls = max(1, burst), max(CALL_BURST, int(calls_per_second / 10))
    return [
        messages_of(account_id, per_minute, room, keep=0 if urgent else int(room * RESERVED)),
        Bucket(
            f"pace:{account_id}:calls",
            int(MICROS / calls_per_second),
            calls,
            covers=batch,
            keep=0 if urgent else int(calls * RESERVED),
        ),
    ]


def messages_of(account_id: UUID, per_minute: float, burst: int, keep: int = 0) -> Bucket:
    interval = max(1, int(60 * MICROS / max(1.0, per_minute)))
    return Bucket(f"pace:{account_id}:messages", interval, burst, keep=keep)


def of_a_vendor(vendor_id: UUID, channel: str, per_minute: int) -> Bucket:
    """What a vendor may send in its peak season, whatever its accounts could."""
    return Bucket(f"pace:peak:{vendor_id}:{channel}", 60 * MICROS // max(1, per_minute), 10)


def take(chosen: Sequence[Bucket], want: int) -> Grant:
    """Up to `want` messages and the calls they fit in, or nothing: all buckets pay or none."""
    arguments = [want]
    for one in chosen:
        arguments += [one.interval, one.burst, one.covers, one.keep]
    try:
        granted, wait = _script(TAKE)(keys=[one.key for one in chosen], args=arguments)
    except redis.RedisError:
        log.warning("pace: no redis, asking the database")
        return pace_fallback.take(chosen, want)
    return Grant(int(granted), int(wait) / MICROS)


def charge(bucket: Bucket, more: int) -> None:
    """Take `more` tokens than were granted: a text that turned out to have several segments."""
    try:
        _script(CHARGE)(keys=[bucket.key], args=[bucket.interval, bucket.burst, more])
    except redis.RedisError:
        pace_fallback.charge(bucket, more)


def give_back(chosen: Sequence[Bucket], spare: int) -> None:
    """What was granted and nobody used: others took those messages first, or fewer went at once."""
    for one in chosen:
        if unused := spare // one.covers:
            charge(one, -unused)


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(settings.BUCKETS_URL, socket_timeout=2, socket_connect_timeout=2)


@cache
def _script(source: str) -> "redis.commands.core.Script":
    return _client().register_script(source)
