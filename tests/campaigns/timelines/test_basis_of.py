"""The facts of a wedding become what its plan rests on."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.timeline.basis_hash import basis_hash
from campaigns.timelines.basis_of import bases_of
from tests.factories import (
    SUMMER,
    PersonFactory,
    VendorFactory,
    WeddingDayFactory,
    WeddingFactory,
)
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import Stay, is_protected
from wedsync.weddings.calendar.dates import Precision
from wedsync.weddings.models import Milestone, Wedding

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)
PORTLAND, BALI = ZoneInfo("America/Los_Angeles"), ZoneInfo("Asia/Makassar")
LONDON = ZoneInfo("Europe/London")


def basis_of(wedding, now=NOW):
    with tenant(wedding.vendor_id):
        fresh = Wedding.objects.get(pk=wedding.pk)
        return bases_of(wedding.vendor, [fresh], now)[wedding.pk]


def recorded(wedding, name, day, at=None):
    with operator():
        Milestone.objects.create(vendor=wedding.vendor, wedding=wedding, name=name, day=day, at=at)


def test_a_wedding_has_its_day_and_its_zones():
    wedding = WeddingFactory(timezone="")
    basis = basis_of(wedding)
    assert basis.when.day == SUMMER
    assert (basis.venue, basis.vendor) == (PORTLAND, PORTLAND)
    assert basis.stay is None


def test_its_own_days_are_protected_with_the_hours_around_them():
    wedding = WeddingFactory()
    noon = dt.datetime(2027, 6, 19, 19, tzinfo=dt.UTC)
    protected = basis_of(wedding).protected
    assert is_protected(noon, protected)
    assert is_protected(noon - dt.timedelta(hours=20), protected)
    assert not is_protected(noon - dt.timedelta(hours=30), protected)


def test_they_live_by_the_clock_at_home_and_then_by_the_venues():
    wedding = WeddingFactory(timezone="Asia/Makassar")
    PersonFactory(client=wedding.client, timezone="Europe/London")
    basis = basis_of(wedding)
    assert basis.homes["primary"] == basis.homes["couple"] == LONDON
    assert basis.stay == Stay(BALI, dt.date(2027, 6, 17), dt.date(2027, 6, 21))


def test_a_recorded_journey_is_no_guess():
    wedding = WeddingFactory(timezone="Asia/Makassar")
    recorded(wedding, "arrival", dt.date(2027, 6, 10), dt.datetime(2027, 6, 9, 17, tzinfo=dt.UTC))
    recorded(wedding, "departure", dt.date(2027, 6, 30))
    assert basis_of(wedding).stay == Stay(BALI, dt.date(2027, 6, 10), dt.date(2027, 6, 30))


def test_whoever_marries_abroad_on_an_unknown_day_stays_at_home():
    wedding = WeddingFactory(timezone="Asia/Makassar", date=None, precision="open")
    assert basis_of(wedding).stay is None


def test_an_event_with_an_hour_is_an_instant_and_the_first_of_its_kind_counts():
    wedding = WeddingFactory()
    for day, hour in ((20, dt.time(11)), (19, dt.time(15))):
        WeddingDayFactory(wedding=wedding, day=dt.date(2027, 6, day), starts_at=hour)
    WeddingDayFactory(wedding=wedding, kind="brunch", day=dt.date(2027, 6, 20))
    basis = basis_of(wedding)
    assert basis.recorded["ceremony"] == dt.datetime(2027, 6, 19, 22, tzinfo=dt.UTC)
    assert basis.recorded["brunch"] == dt.date(2027, 6, 20)
    assert basis.when.last_day == dt.date(2027, 6, 20)


def test_they_asked_when_we_first_heard_of_them_unless_a_milestone_says_otherwise():
    wedding = WeddingFactory()
    assert basis_of(wedding).recorded["inquiry"] == wedding.client.created_at
    recorded(wedding, "inquiry", dt.date(2026, 3, 1))
    assert basis_of(wedding).recorded["inquiry"] == dt.date(2026, 3, 1)


@pytest.mark.parametrize("life", ["cancelled", "separated", "bereaved"])
def test_some_news_stops_everything(life):
    assert basis_of(WeddingFactory(life=life)).stopped == life


@pytest.mark.parametrize("life", ["inquiry", "booked", "postponed", "completed"])
def test_other_news_stops_nothing(life):
    assert basis_of(WeddingFactory(life=life)).stopped == ""


def test_put_off_means_that_nobody_knows_until_when():
    assert not basis_of(WeddingFactory(life="postponed")).postponed
    assert basis_of(WeddingFactory(life="postponed", precision="month")).postponed
    assert not basis_of(WeddingFactory(precision="month")).postponed


def test_the_vendor_has_no_time_on_the_days_of_its_other_weddings():
    wedding = WeddingFactory()
    WeddingFactory(client__vendor=wedding.vendor, date=dt.date(2027, 7, 3))
    WeddingFactory(client__vendor=wedding.vendor, date=dt.date(2027, 7, 10), life="cancelled")
    WeddingFactory(client__vendor=wedding.vendor, date=dt.date(2027, 8, 1), precision="month")
    WeddingFactory(client__vendor=VendorFactory(), date=dt.date(2027, 7, 17))
    windows = basis_of(wedding).working
    assert [window.start.astimezone(PORTLAND).date() for window in windows] == [
        SUMMER,
        dt.date(2027, 7, 3),
    ]


def test_saturdays_are_left_alone_where_the_vendor_wants_it():
    plain, blanket = WeddingFactory(), WeddingFactory(client__vendor__saturday_blanket=True)
    assert basis_of(plain).saturdays == ()
    assert {
        window.start.astimezone(PORTLAND).weekday() for window in basis_of(blanket).saturdays
    } == {5}


def test_a_passing_day_changes_nothing():
    wedding = WeddingFactory(client__vendor__saturday_blanket=True)
    assert basis_of(wedding) == basis_of(wedding, NOW + dt.timedelta(days=340))


def test_a_changed_fact_changes_the_hash():
    wedding = WeddingFactory()
    before = basis_hash(basis_of(wedding))
    assert before == basis_hash(basis_of(wedding))
    recorded(wedding, "balance_due", dt.date(2027, 5, 1))
    assert basis_hash(basis_of(wedding)) != before
    assert len(before) == 32


def test_a_change_that_is_not_saved_yet_counts():
    wedding = WeddingFactory()
    wedding.date, wedding.precision = dt.date(2028, 1, 1), "month"
    with tenant(wedding.vendor_id):
        basis = bases_of(wedding.vendor, [wedding], NOW)[wedding.pk]
    assert basis.when.precision is Precision.MONTH


def test_many_weddings_take_no_more_queries_than_one():
    vendor = VendorFactory()
    weddings = WeddingFactory.create_batch(6, client__vendor=vendor)

    def queries(some):
        with tenant(vendor.pk), CaptureQueriesContext(connection) as captured:
            bases_of(vendor, Wedding.objects.filter(pk__in=[one.pk for one in some]), NOW)
        return len(captured)

    assert queries(weddings[:1]) == queries(weddings) <= 9
