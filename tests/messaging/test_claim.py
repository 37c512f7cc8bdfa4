"""Leased to one worker, with a fence that only grows."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.claim import boot_seconds, claim
from messaging.models import Lane, Message
from messaging.shift import shift
from messaging.states import State
from tests.factories import MessageFactory, PersonFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def queue_of(size):
    first = MessageFactory()
    for _ in range(size - 1):
        person = PersonFactory(client__vendor=first.vendor)
        MessageFactory(person=person, variant=first.variant)
    return first.vendor


def take(vendor, limit=10, **also):
    return claim(vendor.pk, "email", 2, limit, **also)


def test_nobody_gets_what_another_holds():
    vendor = queue_of(3)

    first, second = take(vendor, 2), take(vendor, 2)

    assert (len(first.fences), len(second.fences)) == (2, 1)
    assert not first.fences.keys() & second.fences.keys()


def test_the_next_holder_has_a_higher_fence():
    vendor = queue_of(1)
    first = take(vendor)
    with tenant(vendor.pk):
        shift(first.fences, State.QUEUED)

    assert list(first.fences.values()) == [1]
    assert list(take(vendor).fences.values()) == [2]


def test_the_oldest_go_first_and_what_lies_ahead_stays(now_of):
    late = MessageFactory(not_before=now() - dt.timedelta(hours=1))
    person = PersonFactory(client__vendor=late.vendor)
    old = MessageFactory(
        person=person, variant=late.variant, not_before=now() - dt.timedelta(hours=2)
    )
    MessageFactory(person=person, variant=late.variant, not_before=now() + dt.timedelta(hours=1))

    assert list(take(late.vendor, 1).fences) == [old.pk]
    assert list(take(late.vendor).fences) == [late.pk]
    assert take(late.vendor).fences == {}


def test_the_lease_runs_by_both_clocks(settings):
    settings.LEASE_SECONDS = 60
    vendor = queue_of(1)

    taken = take(vendor)

    assert 55 < taken.deadline - boot_seconds() <= 60
    with operator():
        lease = Message.objects.get().lease_until
    assert dt.timedelta(seconds=55) < lease - now() <= dt.timedelta(seconds=60)


def test_the_lane_pays_for_what_was_taken():
    vendor = queue_of(3)

    take(vendor, 2)
    take(vendor, 2)
    take(vendor, 2)

    with operator():
        assert Lane.objects.get(vendor=vendor).vtime == 3


def test_an_idle_lane_comes_back_where_the_others_are():
    vendor = queue_of(2)

    take(vendor, 1, floor=100.0)
    take(vendor, 1, floor=50.0)

    with operator():
        assert Lane.objects.get(vendor=vendor).vtime == 102
