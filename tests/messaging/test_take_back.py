"""A reply that has not left is taken back."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Message, Thread
from messaging.reply import Words, reply
from messaging.take_back import take_back
from tests.factories import MessageFactory, PersonFactory
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import awake, say, twilio
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(vendor):
    return twilio(vendor=vendor)


@pytest.fixture
def thread(vendor, own):
    PersonFactory(client__vendor=vendor, phone=GUEST, timezone=awake())
    say(own, "Is there parking?")
    with operator():
        return Thread.objects.select_related("person__client").get()


def answer(thread, at=None):
    with tenant(thread.vendor_id):
        return reply(thread.pk, Words("Yes", "sms", "1", at), actor="user:1", now=now())


def taken_back(thread, message_id):
    with tenant(thread.vendor_id):
        take_back(thread, message_id, actor="user:1")


def test_what_waits_for_its_hour_never_leaves(thread, now_of):
    message_id = answer(thread, now() + dt.timedelta(hours=1))

    taken_back(thread, message_id)

    assert now_of(Message(pk=message_id)).state == "cancelled"


def test_what_has_left_cannot_be_taken_back(thread, own, sandbox):
    message_id = answer(thread)
    deliver(claim(thread.vendor_id, "sms", 1, 10), own)

    with pytest.raises(Refusal, match="has left"):
        taken_back(thread, message_id)


def test_only_replies_of_this_thread_are(thread):
    with pytest.raises(Refusal, match="no reply"):
        taken_back(thread, MessageFactory(person=thread.person, wedding=None).pk)
