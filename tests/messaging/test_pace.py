"""The token buckets, on a real Redis, and on PostgreSQL while that is away."""

import threading
from uuid import uuid4

import pytest
import redis
from django.db import connection
from django.utils.timezone import now

from messaging import pace, pace_fallback
from messaging.pace import buckets, charge, give_back, take
from messaging.speed import buckets_of
from wedsync.vendors.tenancy import operator


def fast(account, **changes):
    usual = {"per_minute": 6_000_000, "burst": 50, "calls_per_second": 10_000, "urgent": True}
    return buckets(account, **{**usual, **changes})


@pytest.fixture
def store(settings):
    return redis.Redis.from_url(settings.BUCKETS_URL)


@pytest.fixture
def no_redis(settings):
    settings.BUCKETS_URL = "redis://127.0.0.1:9/0"
    pace._client.cache_clear()
    pace._script.cache_clear()
    yield
    pace._client.cache_clear()
    pace._script.cache_clear()


def fill(account):
    """A bucket that nobody has used starts empty; a moment later it isn't."""
    while take(fast(account), 1).messages == 0:
        pass


def stand_at(store, account, *, messages, calls):
    """Arrival times in seconds from now."""
    seconds, micros = store.time()
    now = seconds * 1_000_000 + micros
    store.set(f"pace:{account}:messages", int(now + messages * 1_000_000))
    store.set(f"pace:{account}:calls", int(now + calls * 1_000_000))


def test_a_bucket_that_is_new_starts_empty():
    grant = take(fast(uuid4(), per_minute=60, burst=10, calls_per_second=5), 10)

    assert grant.messages == 0
    assert 0 < grant.wait <= 1.0


def test_no_more_than_the_burst_is_granted_at_once():
    account = uuid4()
    fill(account)

    grant = take(fast(account), 1000)

    assert 1 <= grant.messages <= 50


def test_a_spent_bucket_says_how_long_to_wait(store):
    account = uuid4()
    stand_at(store, account, messages=5, calls=-10)

    grant = take(fast(account, per_minute=60, burst=5), 5)

    assert grant.messages == 0
    assert 0.5 < grant.wait <= 1.0


def test_a_refusal_by_one_bucket_charges_neither(store):
    account = uuid4()
    slow = fast(account, per_minute=60_000, burst=5, calls_per_second=0.01)
    take(slow, 1)
    keys = [one.key for one in slow]
    before = store.mget(keys)

    grant = take(slow, 5)

    assert grant.messages == 0
    assert store.mget(keys) == before


@pytest.mark.parametrize("away", [False, True])
def test_what_nobody_used_is_given_back(request, store, away):
    account = uuid4()
    chosen = fast(account, per_minute=1, burst=50)
    stand_at(store, account, messages=-60 * 50, calls=-10)
    if away:
        request.getfixturevalue("no_redis")
        give_back(chosen, 50)  # there it starts empty
    granted = take(chosen, 40).messages

    give_back(chosen, granted - 1)

    assert take(chosen, 40).messages >= granted - 1 > 0


def test_a_flush_gives_nobody_a_second_burst(store):
    account = uuid4()
    slow = fast(account, per_minute=60, burst=100)
    take(slow, 1)
    store.delete(*[one.key for one in slow])

    assert take(slow, 100).messages == 0


def test_each_call_that_is_needed_costs_a_token(store):
    account = uuid4()
    stand_at(store, account, messages=-100, calls=-100)
    pace_of = {"per_minute": 60, "burst": 100, "calls_per_second": 0.01, "batch": 10}

    granted = [take(fast(account, **pace_of), want).messages for want in (31, 100, 1)]

    assert granted == [31, 10, 0]


def test_a_fifth_of_a_burst_is_left_to_emergencies(store):
    account = uuid4()
    stand_at(store, account, messages=-100, calls=-100)
    pace_of = {"per_minute": 60, "burst": 100, "calls_per_second": 0.01, "batch": 50}

    ordinary = take(fast(account, urgent=False, **pace_of), 1000)
    still = take(fast(account, urgent=True, **pace_of), 1000)

    assert (ordinary.messages, still.messages) == (80, 20)


def test_what_a_batch_needed_beyond_its_grant_is_paid_for_later(store):
    account = uuid4()
    stand_at(store, account, messages=-100, calls=-100)
    slow = fast(account, per_minute=60, burst=10)
    take(slow, 4)

    charge(slow[0], 6)

    assert take(slow, 1).messages == 0


@pytest.mark.django_db
def test_without_redis_the_database_keeps_the_pace(no_redis):
    slow = fast(uuid4(), per_minute=60_000, burst=5, calls_per_second=1000)

    first = take(slow, 10)
    later = [take(slow, 10).messages for _ in range(50)]

    assert first.messages == 0
    assert 1 <= max(later) <= 5


@pytest.mark.django_db
def test_without_redis_a_debt_is_a_debt(no_redis):
    slow = fast(uuid4(), per_minute=600, burst=5, calls_per_second=1000)

    charge(slow[0], 100)

    assert take(slow, 1).wait > 5


def test_without_redis_no_two_workers_spend_the_same_tokens(committed, no_redis):
    slow = fast(uuid4(), per_minute=1, burst=10, calls_per_second=1_000_000, batch=10)
    with operator():
        pace_fallback._keep(slow, [0, 0])
    granted = []

    def worker():
        granted.append(pace_fallback.take(slow, 3).messages)
        connection.close()  # a thread has one of its own

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(granted) == 10


@pytest.mark.django_db
def test_a_channels_usual_pace_holds_where_an_account_says_nothing(account):
    account.per_minute, account.channel = None, "sms"

    messages, _ = buckets_of(account, urgent=True, now=now())

    assert messages.interval == 1_000_000  # sixty segments a minute
