"""Weddings come into a timeline once, and are planned for at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Enrollment, PlannedStep, Timeline
from campaigns.timelines.enroll import enroll
from tests.campaigns.inside import NOW, published, step
from tests.factories import WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def timeline(vendor):
    return published(vendor, step("hello"))


def enrolled(timeline, *weddings):
    with tenant(timeline.vendor_id):
        return enroll(timeline, [one.pk for one in weddings], NOW, actor="user:1")


def test_they_come_in_once(timeline):
    one, other = WeddingFactory.create_batch(2, client__vendor=timeline.vendor)
    assert enrolled(timeline, one) == 1
    assert enrolled(timeline, one, other) == 1
    assert enrolled(timeline, one, other) == 0


@pytest.mark.parametrize("state", ["exited", "stopped", "completed"])
def test_who_was_inside_does_not_come_in_again(timeline, state):
    wedding = WeddingFactory(client__vendor=timeline.vendor)
    enrolled(timeline, wedding)
    with operator():
        Enrollment.objects.update(state=state)
    assert enrolled(timeline, wedding) == 0
    with operator():
        assert Enrollment.objects.get().state == state


def test_a_wedding_that_is_off_is_stopped_from_the_start(timeline):
    enrolled(timeline, WeddingFactory(client__vendor=timeline.vendor, life="cancelled"))
    with operator():
        assert Enrollment.objects.get().state == "stopped"
        assert PlannedStep.objects.get().state == "held"


def test_it_is_on_record(timeline):
    enrolled(timeline, WeddingFactory(client__vendor=timeline.vendor))
    with operator():
        event = Event.objects.get(verb="timeline.entered")
    assert (event.actor, event.data) == ("user:1", {"version": 1, "entered": 1})


def test_an_unpublished_or_archived_timeline_takes_nobody(timeline):
    empty = Timeline(vendor=timeline.vendor, name="Empty", draft={})
    with operator():
        empty.save()
    with pytest.raises(Refusal, match="Publish"):
        enrolled(empty, WeddingFactory(client__vendor=timeline.vendor))
    timeline.archived_at = NOW
    with pytest.raises(Refusal, match="archived"):
        enrolled(timeline, WeddingFactory(client__vendor=timeline.vendor))


def test_many_take_no_more_queries_than_one(timeline):
    def queries(count):
        weddings = WeddingFactory.create_batch(count, client__vendor=timeline.vendor)
        with CaptureQueriesContext(connection) as captured:
            assert enrolled(timeline, *weddings) == count
        return len(captured)

    assert queries(1) == queries(8)
