"""Who goes next."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.dispatch import dispatch, due_lanes, turn
from messaging.models import Lane
from tests.factories import AccountFactory, MessageFactory, PersonFactory
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db


def queue_of(size, vendor=None, **also):
    first = MessageFactory(**({"person__client__vendor": vendor} if vendor else {}), **also)
    for _ in range(size - 1):
        person = PersonFactory(client__vendor=first.vendor)
        MessageFactory(person=person, variant=first.variant, **also)
    return first.vendor


def test_everything_that_is_due_leaves(account, sandbox):
    queue_of(5)

    assert dispatch(5) == 5
    assert len(sandbox.accepted()) == 5


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
