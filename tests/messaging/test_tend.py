"""Who sees to a thread, and when."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.models import Thread
from messaging.tend import assign, mark_read, mark_unread, snooze, unread_threads
from tests.factories import MembershipFactory, PersonFactory
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import say, twilio
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_vendor")]
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def account(vendor):
    return twilio(vendor=vendor)


@pytest.fixture
def thread(vendor, account):
    PersonFactory(client__vendor=vendor, phone=GUEST)
    say(account, "Hello")
    return Thread.objects.get()


def test_it_is_given_to_somebody_of_the_house(thread, vendor):
    seat = MembershipFactory(vendor=vendor)

    assign(thread, seat.pk, actor="user:1")

    thread.refresh_from_db()
    assert thread.assignee == seat
    assert Event.objects.filter(verb="thread.assigned", actor="user:1").exists()


def test_it_is_given_to_nobody_of_another_house(thread):
    with pytest.raises(Refusal, match="works here"):
        assign(thread, MembershipFactory().pk, actor="user:1")


def test_who_leaves_the_house_leaves_the_thread(thread, vendor):
    seat = MembershipFactory(vendor=vendor)
    assign(thread, seat.pk, actor="user:1")

    seat.delete()

    thread.refresh_from_db()
    assert thread.assignee is None


def test_what_is_put_off_waits_for_nobody(thread, vendor):
    snooze(thread, now() + HOUR, actor="user:1", now=now())

    assert unread_threads(vendor, now()) == 0
    assert unread_threads(vendor, now() + 2 * HOUR) == 1


def test_what_they_write_brings_it_back(thread, vendor, account):
    snooze(thread, now() + HOUR, actor="user:1", now=now())

    say(account, "Are you there?")

    thread.refresh_from_db()
    assert (thread.snoozed_until, thread.unread) == (None, 2)


@pytest.mark.parametrize("away", [-HOUR, dt.timedelta(0), dt.timedelta(days=400)], ids=str)
def test_nothing_is_put_off_to_the_past_or_for_ever(thread, away):
    asked = now()

    with pytest.raises(Refusal, match="next year"):
        snooze(thread, asked + away, actor="user:1", now=asked)


def test_read_and_unread_again(thread, vendor):
    mark_read(thread)
    assert unread_threads(vendor, now()) == 0

    mark_unread(thread)
    assert unread_threads(vendor, now()) == 1
