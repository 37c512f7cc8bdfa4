"""Facts that change behind our back are noticed, and plans follow them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Enrollment
from campaigns.timelines import walk
from campaigns.timelines.follow import follow_batch
from tests.campaigns.inside import NOW, entered, published, rows, step
from tests.factories import WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Wedding

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)


@pytest.fixture
def inside(vendor):
    return entered(published(vendor, step("hello")), WeddingFactory(client__vendor=vendor))[0]


def change(**facts):
    with operator():
        Wedding.objects.update(**facts)


def followed(vendor, now=NOW):
    with tenant(vendor.pk):
        return follow_batch(vendor.pk, "", now)


def test_a_date_that_an_import_moved_moves_the_plan(vendor, inside):
    change(date=dt.date(2027, 8, 28))
    followed(vendor)
    assert rows(inside)["hello"].due_at == MAY + 70 * DAY


def test_a_zone_that_an_operator_corrected_moves_the_plan(vendor, inside):
    change(timezone="Europe/London")
    before = rows(inside)["hello"].due_at
    with operator():
        basis = Enrollment.objects.get().basis
    followed(vendor)
    with operator():
        assert Enrollment.objects.get().basis != basis
    assert rows(inside)["hello"].due_at == before  # they live elsewhere: their own clock counts


def test_a_cancellation_is_noticed(vendor, inside):
    change(life="cancelled")
    followed(vendor)
    with operator():
        assert Enrollment.objects.get().state == "stopped"
    assert rows(inside)["hello"].state == "held"


def test_where_nothing_changed_nothing_is_written(vendor, inside):
    with CaptureQueriesContext(connection) as captured:
        followed(vendor)
    assert not [one for one in captured if one["sql"].startswith(("INSERT", "UPDATE", "\nINSERT"))]


def test_what_is_complete_opens_again_with_a_new_date(vendor, inside):
    after = dt.datetime(2027, 7, 1, tzinfo=dt.UTC)
    with operator():
        Enrollment.objects.update(state="completed", reason="")
    change(date=dt.date(2028, 6, 17))
    followed(vendor, after)
    with operator():
        assert Enrollment.objects.get().state == "active"


def test_a_reached_goal_stays_reached(vendor, inside):
    with operator():
        Enrollment.objects.update(state="completed", reason="its goal is reached")
    change(date=dt.date(2028, 6, 17))
    followed(vendor)
    with operator():
        assert Enrollment.objects.get().state == "completed"


def test_pages_follow_each_other_to_the_end(vendor, monkeypatch):
    monkeypatch.setattr("campaigns.timelines.follow.BATCH", 2)
    monkeypatch.setattr(walk, "BATCH", 2)
    timeline = published(vendor, step("hello"))
    inside = entered(timeline, *WeddingFactory.create_batch(3, client__vendor=vendor))
    change(date=dt.date(2027, 8, 28))
    with tenant(vendor.pk):
        last = follow_batch(vendor.pk, "", NOW)
        assert follow_batch(vendor.pk, last, NOW) == ""
    assert {rows(one)["hello"].due_at for one in inside} == {MAY + 70 * DAY}
