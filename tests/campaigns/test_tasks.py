"""The doors of the queue: what beat knocks at goes through all vendors, page by page."""

import pytest
from django.conf import settings

from campaigns.models import Enrollment
from campaigns.timelines import exits, follow, next_channel, tasks, walk
from tests.campaigns.inside import entered, published, step
from tests.factories import VendorFactory, WeddingFactory
from wedsync.celery import app
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
FORK = {
    "key": "vip",
    "kind": "branch",
    "when": {"anchor": "wedding_day", "weeks": -6},
    "condition": {"tag": "vip"},
}


@pytest.fixture
def knocked(monkeypatch):
    """Which page of whose was asked for."""
    calls = []

    def page(*args):
        calls.append(args[:2])
        return "next" if args[1] == "" else ""

    for module, name in (
        (exits, "decide_batch"),
        (follow, "follow_batch"),
        (next_channel, "go_on"),
    ):
        monkeypatch.setattr(module, name, page)
    monkeypatch.setattr(tasks, "later", lambda task, *args: calls.append((task.name, *args)))
    return calls


def test_what_beat_knocks_at_is_there():
    app.loader.import_default_modules()
    doors = {name for name in app.tasks if name.startswith("campaigns.")}
    beats = {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {name for name in beats if name.startswith("campaigns.")} <= doors


@pytest.mark.parametrize(
    ("door", "page"),
    [(tasks.decide_exits_all, "decide_exits"), (tasks.follow_all, "follow_facts")],
)
def test_every_vendor_is_looked_at_on_its_own(knocked, door, page):
    for vendor in VendorFactory.create_batch(2):
        timeline = published(vendor, step("hello"), forks=[FORK])
        entered(timeline, WeddingFactory(client__vendor=vendor))
    door()
    assert knocked == [(f"campaigns.tasks.{page}",)] * 2


@pytest.mark.parametrize("door", ["decide_exits", "follow_facts", "next_channels"])
def test_a_page_is_followed_by_the_next(vendor, knocked, door):
    with tenant(vendor.pk):
        getattr(tasks, door).run()
        getattr(tasks, door).run("next")
    assert knocked == [(vendor.pk, ""), (f"campaigns.tasks.{door}", "next"), (vendor.pk, "next")]


def test_where_nothing_failed_no_channel_is_tried(knocked):
    tasks.next_channels_all()
    assert knocked == []


def test_timelines_are_released_and_entered(vendor):
    published(vendor, step("hello"), entry="booked")
    WeddingFactory(client__vendor=vendor, date="2090-01-01")
    tasks.enter_all()
    tasks.release_all()
    with operator():
        assert Enrollment.objects.count() == 1
    assert walk.vendors_of(Enrollment.objects.all()) == [vendor.pk]
