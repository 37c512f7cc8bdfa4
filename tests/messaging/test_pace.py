"""The token buckets, on a real Redis."""

from uuid import uuid4

import pytest
import redis

from messaging import pace
from messaging.pace import take

FAST = {"per_minute": 6_000_000, "burst": 50, "calls_per_second": 10_000}


@pytest.fixture
def buckets(settings):
    return redis.Redis.from_url(settings.BUCKETS_URL)


def fill(account):
    """A bucket that nobody has used starts empty; a moment later it isn't."""
    while take(account, 1, **FAST).messages == 0:
        pass


def test_a_bucket_that_is_new_starts_empty():
    grant = take(uuid4(), 10, per_minute=60, burst=10, calls_per_second=5)

    assert grant.messages == 0
    assert 0 < grant.wait <= 1.0


def test_no_more_than_the_burst_is_granted_at_once():
    account = uuid4()
    fill(account)

    grant = take(account, 1000, **FAST)

    assert 1 <= grant.messages <= FAST["burst"]


def test_a_spent_bucket_says_how_long_to_wait(buckets):
    account = uuid4()
    slow = {"per_minute": 60, "burst": 5, "calls_per_second": 1000}
    take(account, 1, **slow)
    now = buckets.time()
    micros = now[0] * 1_000_000 + now[1]
    buckets.set(f"pace:{account}:messages", micros + 5_000_000)
    buckets.set(f"pace:{account}:calls", micros - 10_000_000)

    grant = take(account, 5, **slow)

    assert grant.messages == 0
    assert 0.5 < grant.wait <= 1.0


def test_a_refusal_by_one_bucket_charges_neither(buckets):
    account = uuid4()
    slow = {"per_minute": 60_000, "burst": 5, "calls_per_second": 0.01}
    take(account, 1, **slow)
    keys = [f"pace:{account}:messages", f"pace:{account}:calls"]
    before = buckets.mget(keys)

    grant = take(account, 5, **slow)

    assert grant.messages == 0
    assert buckets.mget(keys) == before


def test_a_flush_gives_nobody_a_second_burst(buckets):
    account = uuid4()
    slow = {"per_minute": 60, "burst": 100, "calls_per_second": 100}
    take(account, 1, **slow)
    buckets.delete(f"pace:{account}:messages", f"pace:{account}:calls")

    assert take(account, 100, **slow).messages == 0


def test_without_redis_nothing_is_granted_and_nothing_breaks(settings):
    settings.BUCKETS_URL = "redis://127.0.0.1:9/0"
    pace._client.cache_clear()
    pace._script.cache_clear()

    grant = take(uuid4(), 10, **FAST)

    pace._client.cache_clear()
    pace._script.cache_clear()
    assert (grant.messages, grant.wait) == (0, pace.WITHOUT_REDIS)
