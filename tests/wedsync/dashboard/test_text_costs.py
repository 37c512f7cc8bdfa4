"""What a text message costs: by country, and for everybody it is meant for."""

import datetime as dt

import pytest

from tests.factories import PersonFactory, SegmentFactory, WeddingFactory
from wedsync.billing.models import Price
from wedsync.dashboard.text_costs import costs_of
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

NOW = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def prices(vendor):
    """0.80 cents to the US, 4 pence to Britain, and nothing about anywhere else."""
    for country, micros, currency in (("US", 8000, "USD"), ("GB", 40_000, "GBP")):
        with operator():
            Price.objects.create(
                id=uuid7(), vendor=vendor, channel="sms", provider="*", country=country,
                unit="segment", micros=micros, currency=currency, from_day=dt.date(2026, 1, 1),
            )  # fmt: skip


def couple(vendor, phone, **about):
    person = PersonFactory(client__vendor=vendor, role="partner_a", phone=phone)
    return WeddingFactory(client=person.client, **about)


def costs(vendor, segments=1, audience=None):
    with tenant(vendor.pk):
        return costs_of(vendor, segments, audience, NOW)


def test_every_country_has_its_price_and_every_currency_its_sum(vendor, prices):
    for phone in ("+12025550123", "+12025550124", "+447400123456", "+4915112345678", ""):
        couple(vendor, phone)

    found = costs(vendor, segments=2)

    assert [(one.country, one.people, one.each) for one in found.prices] == [
        ("GB", 1, "£0.08"),
        ("US", 2, "$0.016"),
    ]
    assert sorted(found.whole) == ["$0.03", "£0.08"]
    assert (found.people, found.unpriced) == (4, 1)


def test_where_nobody_has_a_number_ones_own_country_gives_the_price(vendor, prices):
    couple(vendor, "")

    found = costs(vendor)

    assert [(one.country, one.people) for one in found.prices] == [(vendor.country, 0)]
    assert (found.whole, found.people) == ([], 0)


def test_an_audience_narrows_it_down_and_one_that_is_gone_means_everybody(vendor, prices):
    couple(vendor, "+12025550123", guests=20)
    couple(vendor, "+12025550124", guests=200)
    big = SegmentFactory(vendor=vendor, tree=[{"field": "guests", "is": "over", "value": 100}])

    assert costs(vendor, audience=big.pk).people == 1
    assert costs(vendor, audience=uuid7()).people == 2
