"""Whom a timeline is for comes in by itself, once."""

import datetime as dt

import pytest

from campaigns.models import Enrollment, Timeline
from campaigns.timelines import enroll as enrolling
from campaigns.timelines.enter import enter, enter_all
from tests.campaigns.inside import NOW, published, step
from tests.factories import WeddingFactory
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def welcome(vendor):
    return published(vendor, step("hello"), entry="inquiry")


def came_in(timeline):
    with tenant(timeline.vendor_id):
        enter(timeline.pk, NOW)
        return set(Enrollment.objects.values_list("wedding_id", flat=True))


def test_who_asks_comes_in_and_who_has_booked_does_not(vendor, welcome):
    asks = WeddingFactory(client__vendor=vendor, life="inquiry")
    WeddingFactory(client__vendor=vendor, life="booked")
    assert came_in(welcome) == {asks.pk}
    with operator():
        assert Event.objects.get(verb="timeline.entered").actor == "system:timelines"


def test_a_wedding_without_a_date_comes_in_and_one_that_is_over_does_not(vendor, welcome):
    asks = WeddingFactory(client__vendor=vendor, life="inquiry", date=None, precision="open")
    WeddingFactory(client__vendor=vendor, life="inquiry", date=dt.date(2026, 6, 1))
    WeddingFactory(client__vendor=vendor, life="inquiry", client__archived_at=NOW)
    assert came_in(welcome) == {asks.pk}


@pytest.mark.parametrize("state", ["exited", "stopped", "completed"])
def test_nobody_comes_in_a_second_time(vendor, welcome, state):
    WeddingFactory(client__vendor=vendor, life="inquiry")
    came_in(welcome)
    with operator():
        Enrollment.objects.update(state=state)
    came_in(welcome)
    with operator():
        assert Enrollment.objects.get().state == state


def test_every_vendors_timelines_take_in_whom_they_are_for(vendor, welcome):
    for timeline in (welcome, published(WeddingFactory().vendor, step("hello"), entry="booked")):
        WeddingFactory(
            client__vendor=timeline.vendor, life=timeline.entry, date=dt.date(2090, 1, 1)
        )
    with operator():
        Timeline.objects.create(vendor=vendor, name="Unpublished", entry="inquiry", draft={})
    enter_all()
    with operator():
        assert Enrollment.objects.count() == 3


def test_more_than_a_batch_comes_in_batch_by_batch(vendor, welcome, monkeypatch):
    monkeypatch.setattr("campaigns.timelines.enter.BATCH", 2)
    monkeypatch.setattr(enrolling, "BATCH", 2)
    WeddingFactory.create_batch(5, client__vendor=vendor, life="inquiry", date=dt.date(2090, 1, 1))
    enter_all()
    with operator():
        assert Enrollment.objects.count() == 5
