"""How fast an account may be used: two token buckets in Redis, asked once per batch.

GCRA (the generic cell rate algorithm): a bucket is one number, the theoretical arrival time. It
runs by Redis' own clock, so workers with wrong clocks agree. A bucket that is missing starts
empty, not full: after a flush nobody gets a burst that may have been spent already.
"""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

import redis
import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

TAKE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local want = tonumber(ARGV[1])
local granted, wait, tats = want, 0, {}
for i, key in ipairs(KEYS) do
  local interval, burst, each = tonumber(ARGV[3*i-1]), tonumber(ARGV[3*i]), tonumber(ARGV[3*i+1])
  local tat = math.max(tonumber(redis.call('GET', key) or now + interval * burst), now)
  local room = math.floor((interval * burst - (tat - now)) / interval)
  if each == 0 then
    if room < 1 then granted = 0 end
  else
    granted = math.min(granted, room)
  end
  if room < 1 then wait = math.max(wait, tat - now - interval * (burst - 1)) end
  tats[i] = tat
end
if granted < 1 then
  for i, key in ipairs(KEYS) do
    redis.call('SET', key, string.format('%.0f', tats[i]), 'NX', 'PX', 86400000)
  end
  return {0, wait}
end
for i, key in ipairs(KEYS) do
  local interval, each = tonumber(ARGV[3*i-1]), tonumber(ARGV[3*i+1])
  local cost = each == 0 and 1 or granted
  redis.call('SET', key, string.format('%.0f', tats[i] + interval * cost), 'PX', 86400000)
end
return {granted, 0}
"""
MICROS = 1_000_000
CALL_BURST = 5
WITHOUT_REDIS = 1.0  # seconds until the next try


@dataclass(frozen=True)
class Grant:
    """`messages` may go out now; when it is 0, ask again in `wait` seconds."""

    messages: int
    wait: float = 0.0


def take(
    account_id: UUID, want: int, *, per_minute: int, burst: int, calls_per_second: float
) -> Grant:
    """Up to `want` messages and one call, or nothing: a bucket is never half charged."""
    keys = [f"pace:{account_id}:messages", f"pace:{account_id}:calls"]
    per_message = 60 * MICROS // max(1, per_minute)
    per_call = int(MICROS / calls_per_second)
    arguments = [want, per_message, max(1, burst), 1, per_call, CALL_BURST, 0]
    try:
        granted, wait = _script()(keys=keys, args=arguments)
    except redis.RedisError:
        log.warning("pace: no redis, waiting")
        return Grant(0, WITHOUT_REDIS)
    return Grant(int(granted), int(wait) / MICROS)


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(settings.BUCKETS_URL, socket_timeout=2, socket_connect_timeout=2)


@cache
def _script() -> "redis.commands.core.Script":
    return _client().register_script(TAKE)
