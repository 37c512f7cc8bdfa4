"""When a wedding was booked is written once."""

import datetime as dt

import pytest

from tests.factories import VendorFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.book import book
from wedsync.weddings.models import Milestone

pytestmark = pytest.mark.django_db
EVENING = dt.datetime(2026, 11, 26, 23, tzinfo=dt.UTC)


def booked(vendor, when):
    with tenant(vendor.pk):
        return book(vendor.pk, {wedding.pk: at for wedding, at in when.items()})


def marks():
    with operator():
        found = Milestone.objects.filter(name="booked").order_by("wedding")
        return list(found.values_list("day", "at"))


def test_an_instant_is_the_day_at_the_venue(vendor):
    wedding = WeddingFactory(client__vendor=vendor, timezone="Asia/Tokyo")
    assert booked(vendor, {wedding: EVENING}) == 1
    assert marks() == [(dt.date(2026, 11, 27), EVENING)]


def test_without_a_venue_the_vendors_wall_says_the_day():
    vendor = VendorFactory(timezone="Europe/Lisbon")
    wedding = WeddingFactory(client__vendor=vendor, timezone="")
    booked(vendor, {wedding: EVENING})
    assert marks() == [(EVENING.date(), EVENING)]


def test_a_day_alone_has_no_instant(vendor):
    wedding = WeddingFactory(client__vendor=vendor)
    booked(vendor, {wedding: EVENING.date()})
    assert marks() == [(EVENING.date(), None)]


def test_what_was_booked_first_stays(vendor):
    one, other = WeddingFactory.create_batch(2, client__vendor=vendor)
    booked(vendor, {one: EVENING})
    later = EVENING + dt.timedelta(days=9)
    assert booked(vendor, {one: later, other: later}) == 1
    assert {at for _, at in marks()} == {EVENING, later}


def test_nobody_books_for_another_vendor(vendor):
    wedding = WeddingFactory(client__vendor=VendorFactory())
    assert booked(vendor, {wedding: EVENING}) == 0
    assert booked(vendor, {}) == 0
