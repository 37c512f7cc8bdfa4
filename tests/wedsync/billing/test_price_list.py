"""Whose prices count for a vendor."""

import datetime as dt

from tests.factories import VendorFactory
from tests.wedsync.billing.purse import JULY, JUNE, price
from wedsync.billing.price_list import price_list
from wedsync.billing.pricing import price_of


def test_a_vendors_own_price_comes_before_everybodys(as_vendor):
    everybodys, own = price(), price(as_vendor, micros=5_000)

    prices = price_list(as_vendor, "sms", JULY)

    assert {one.micros for one in prices} == {everybodys.micros, own.micros}
    assert price_of(prices, "sms", "twilio", "US", JULY).micros == 5_000


def test_what_others_have_negotiated_stays_with_them(as_vendor):
    other = VendorFactory()
    price(other.pk)

    assert price_list(as_vendor, "sms", JULY) == []
    assert price_list(other.pk, "sms", JULY) == []


def test_only_the_newest_row_of_a_place_is_read(as_vendor):
    price(micros=1)
    price(micros=2, from_day=JULY)
    price(micros=3, from_day=JULY + dt.timedelta(days=1))

    assert [one.micros for one in price_list(as_vendor, "sms", JUNE)] == [1]
    assert [one.micros for one in price_list(as_vendor, "sms", JULY)] == [2]


def test_each_channel_has_its_own(as_vendor):
    price(channel="email")

    assert price_list(as_vendor, "sms", JULY) == []
