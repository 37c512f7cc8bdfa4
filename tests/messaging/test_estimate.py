"""What a message to somebody will cost."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from messaging.estimate import price_book
from tests.factories import AccountFactory
from wedsync.billing.models import Price
from wedsync.billing.money import Money
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db
PORTLAND, BASEL = "+15035550100", "+41615550123"


@pytest.fixture
def book(as_vendor, vendor):
    AccountFactory(vendor=vendor, provider="twilio", channel="sms")
    rows = [("sms", "US", 8_300), ("sms", "*", 90_000), ("email", "*", 400)]
    with operator():
        for channel, country, micros in rows:
            Price.objects.create(
                vendor=vendor, channel=channel, country=country, micros=micros, currency="USD",
                unit="segment" if channel == "sms" else "message", from_day=dt.date(2020, 1, 1),
            )  # fmt: skip
        Price.objects.create(
            vendor=vendor, channel="sms", provider="other", country="US", micros=1,
            currency="USD", unit="segment", from_day=dt.date(2020, 1, 1),
        )  # fmt: skip
    return price_book(vendor, ("sms", "email", "push"), current_time())


@pytest.mark.parametrize(
    ("channel", "phone", "segments", "micros"),
    [
        ("sms", PORTLAND, 1, 8_300),
        ("sms", PORTLAND, 3, 24_900),
        ("sms", BASEL, 1, 90_000),
        ("sms", "", 1, 90_000),
        ("email", PORTLAND, 3, 400),
    ],
)
def test_it_goes_by_country_and_length_where_those_count(book, channel, phone, segments, micros):
    assert book.cost(channel, phone, segments) == Money(micros, "USD")


def test_what_no_list_knows_has_no_price(book):
    assert book.cost("push", "") is None
