"""What the inbox tells: how many answers a day, and how often a template brings one."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import now

from campaigns.cap.capacity import ENOUGH, Capacity
from campaigns.caps.reply_load import capacity_now, reply_rates
from messaging.models import Inbound, Message
from messaging.policy.facts import Purpose
from tests.factories import MessageFactory, PersonFactory, VariantFactory, VendorFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def vendor():
    return VendorFactory(timezone="UTC")


def answered(vendor, days, a_day):
    """By hand, on so many of the last days."""
    person = PersonFactory(client__vendor=vendor)
    for day in range(days):
        for number in range(a_day):
            one = MessageFactory(person=person, dedupe_key=f"reply:{day}:{number}")
            with operator():
                Message.objects.filter(pk=one.pk).update(created_at=now() - day * DAY)


def capacity(vendor):
    with tenant(vendor.pk):
        return capacity_now(vendor, now())


def test_the_inbox_tells_how_many_answers_there_is_time_for(vendor):
    answered(vendor, ENOUGH, 2)
    assert capacity(vendor) == Capacity(2.0, ZoneInfo("UTC"))


def test_until_then_it_is_what_the_vendor_says_or_no_limit(vendor):
    answered(vendor, 2, 3)
    assert capacity(vendor) is None
    vendor.replies_a_day = 6
    assert capacity(vendor) == Capacity(6.0, ZoneInfo("UTC"))


def test_what_was_not_written_by_hand_is_no_answer(vendor):
    MessageFactory(person__client__vendor=vendor, dedupe_key="campaign:1")
    assert capacity(vendor) is None


def test_a_template_that_is_answered_brings_more_than_one_that_is_not(vendor):
    person = PersonFactory(client__vendor=vendor)
    loved, plain = (VariantFactory(version__template__vendor=vendor) for _ in range(2))
    for variant in (loved, plain):
        for _ in range(5):
            message = MessageFactory(person=person, variant=variant, purpose="marketing", tries=1)
            if variant is loved:
                reply(vendor, message)

    with tenant(vendor.pk):
        rates = reply_rates(vendor, now())

    of = {one: rates(one.version.template_id, Purpose.MARKETING) for one in (loved, plain)}
    usual = rates(uuid7(), Purpose.MARKETING)
    assert of[plain] < usual < of[loved] < 1


def reply(vendor, message):
    with operator():
        Inbound.objects.create(
            id=uuid7(),
            vendor=vendor,
            answers=message,
            channel="email",
            address="lena@example.com",
            event_key=str(uuid7()),
            at=now(),
        )
