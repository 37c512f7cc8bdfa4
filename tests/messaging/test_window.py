"""WhatsApp's 24 hours, from what people last wrote."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.window import OPEN_FOR, window_until
from tests.factories import PersonFactory
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import hear, reply, twilio
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(vendor):
    return PersonFactory(client__vendor=vendor, phone=GUEST)


def windows(*people):
    with tenant(people[0].vendor_id):
        return window_until(people)


def test_it_is_open_for_a_day_after_their_last_word(vendor, lena):
    chat, last = twilio("whatsapp", vendor=vendor), now()
    for hours in (0, 3):
        at = last - dt.timedelta(hours=hours)
        hear(chat, reply("Hello", channel="whatsapp", occurred_at=at))

    assert windows(lena) == {lena.pk: last + OPEN_FOR}


def test_a_text_message_opens_nothing(vendor, lena):
    hear(twilio(vendor=vendor), reply("Hello"))

    assert windows(lena) == {}


def test_what_they_wrote_to_another_vendor_opens_nothing(lena):
    elsewhere = PersonFactory(phone=GUEST)
    hear(twilio("whatsapp", vendor=elsewhere.vendor), reply("Hello", channel="whatsapp"))

    assert windows(lena) == {}
    assert set(windows(elsewhere)) == {elsewhere.pk}


def test_one_query_is_enough(vendor, lena, django_assert_num_queries):
    others = [PersonFactory(client__vendor=vendor) for _ in range(3)]

    with tenant(vendor.pk), django_assert_num_queries(1):
        window_until([lena, *others])
