"""Who goes next."""

import datetime as dt

import pytest
import redis
from django.conf import settings
from django.utils.timezone import now

from messaging.buckets import MICROS
from messaging.dispatch import EMERGENCY, dispatch, due_lanes, turn
from messaging.models import Handover, Lane
from messaging.route import providers
from messaging.speed import buckets_of
from tests.factories import AccountFactory, MessageFactory, PersonFactory, VendorFactory
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db


def queue_of(size, vendor=None, **also):
    first = MessageFactory(**({"person__client__vendor": vendor} if vendor else {}), **also)
    for _ in range(size - 1):
        person = PersonFactory(client__vendor=first.vendor)
        MessageFactory(person=person, variant=first.variant, **also)
    return first.vendor


def fill(account):
    """Its buckets, as if it hadn't been used for long."""
    store = redis.Redis.from_url(settings.BUCKETS_URL)
    for name in ("messages", "calls"):
        store.set(f"pace:{account.pk}:{name}", 0)


def test_everything_that_is_due_leaves(account, sandbox):
    queue_of(5)

    assert dispatch(5) == 5
    assert len(sandbox.accepted()) == 5


def turn_with_tokens(account):
    fill(account)
    return turn()[0]


def test_a_claim_is_for_several_calls_where_they_can_be_repeated(account, sandbox, monkeypatch):
    monkeypatch.setattr(providers()["resend"], "batch", 2)
    queue_of(11)

    counts = [turn_with_tokens(account) for _ in range(4)]

    with operator():
        assert counts == [6, 4, 1, 0]  # half of what waits, in whole calls
        assert [call.members.count() for call in Handover.objects.all()] == [1, 2, 2, 2, 2, 2]


def test_of_calls_that_nobody_may_repeat_only_one_is_open(sandbox):
    queue_of(3)
    fill(AccountFactory(provider="smtp"))

    assert turn()[0] == 1


def test_whoever_has_something_to_do_calls_for_help_once(sandbox):
    AccountFactory(per_minute=600_000, burst=1)
    queue_of(3)
    calls = []

    dispatch(5, call_help=lambda: calls.append("help"))

    assert calls == ["help"]


def test_whoever_has_nothing_to_do_calls_nobody(account):
    calls = []

    dispatch(1, call_help=lambda: calls.append("help"))

    assert calls == []


def test_what_lies_ahead_is_left_alone(account, sandbox):
    MessageFactory(not_before=now() + dt.timedelta(minutes=5))

    assert dispatch(1) == 0


def test_an_emergency_goes_before_everything_else():
    queue_of(3, priority=3, purpose="marketing")
    urgent = queue_of(1, priority=0, purpose="emergency")

    assert due_lanes()[0].vendor_id == urgent.pk


def test_a_big_vendor_does_not_starve_a_small_one(sandbox):
    AccountFactory(per_minute=600_000, burst=1)
    big, small = queue_of(6), queue_of(2)

    order = []
    while len(order) < 4:
        lanes = due_lanes()
        count, _ = turn()
        if count:
            order.append(lanes[0].vendor_id)

    assert sorted(order[:2]) == sorted([big.pk, small.pk])
    assert sorted(order[2:4]) == sorted([big.pk, small.pk])


def test_silence_saves_no_credit(sandbox):
    AccountFactory()
    busy, idle = queue_of(2), queue_of(1)
    with operator():
        Lane.objects.create(vendor=busy, channel="email", priority=2, vtime=1000)
        Lane.objects.create(vendor=idle, channel="email", priority=2, vtime=3)

    while turn()[0] == 0:
        pass

    with operator():
        assert Lane.objects.get(vendor=idle).vtime == 1001


def test_nobody_sends_faster_than_the_account_allows(sandbox):
    AccountFactory(per_minute=60, burst=1)
    queue_of(5)

    assert dispatch(3) in {1, 2, 3}


def test_without_an_account_messages_wait(sandbox, now_of):
    message = MessageFactory()

    assert dispatch(0.5) == 0
    assert now_of(message).state == "queued"


def test_a_vendors_own_account_comes_before_the_platforms(account, sandbox):
    message = MessageFactory()
    own = AccountFactory(vendor=message.vendor)

    dispatch(2)

    with operator():
        assert message.handed.get().handover.account_id == own.pk


def test_a_worker_of_its_own_carries_emergencies_and_nothing_else(account, sandbox, now_of):
    urgent, usual = MessageFactory(priority=0, purpose="emergency"), MessageFactory()

    assert dispatch(1, last=EMERGENCY) == 1
    assert (now_of(urgent).state, now_of(usual).state) == ("accepted", "queued")


def test_what_is_reserved_for_emergencies_is_left_by_everybody_else(sandbox, now_of):
    account = AccountFactory(per_minute=1, burst=10)
    usual, urgent = MessageFactory(), MessageFactory(priority=0, purpose="emergency")
    leave_in_bucket(account, 2)

    for _ in range(2):
        turn()

    assert (now_of(usual).state, now_of(urgent).state) == ("queued", "accepted")


def test_in_its_peak_season_a_vendor_slows_down_and_no_other_does(account, sandbox, now_of):
    month = now().month
    busy = VendorFactory(peak_months=[month], peak_per_minute=1)
    peak = MessageFactory(person__client__vendor=busy)
    other = MessageFactory()

    assert dispatch(0.5) == 1
    assert (now_of(peak).state, now_of(other).state) == ("queued", "accepted")


def test_a_peak_season_slows_down_nothing_the_contract_asks_for(account, sandbox, now_of):
    busy = VendorFactory(peak_months=[now().month], peak_per_minute=1)
    owed = MessageFactory(person__client__vendor=busy, priority=1, purpose="contractual")

    dispatch(0.5)

    assert now_of(owed).state == "accepted"


def test_a_message_is_not_handed_to_an_account_that_rests(sandbox, now_of):
    AccountFactory(rests_until=now() + dt.timedelta(minutes=1))
    message = MessageFactory()

    assert dispatch(0.5) == 0
    assert now_of(message).state == "queued"


def leave_in_bucket(account, tokens):
    """So many of the account's burst are left, and every call."""
    store = redis.Redis.from_url(settings.BUCKETS_URL)
    messages, calls = buckets_of(account, urgent=True, now=now())
    seconds, micros = store.time()
    at = seconds * MICROS + micros
    store.set(messages.key, at + (messages.burst - tokens) * messages.interval)
    store.set(calls.key, at)
