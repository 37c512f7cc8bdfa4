"""A person stops and restarts: a timeline, or one wedding inside it."""

import datetime as dt

import pytest

from campaigns.models import Enrollment, Timeline
from campaigns.timeline import Reason
from campaigns.timelines.hold import pause_timeline, restart, resume_timeline, take_out
from campaigns.timelines.replan import replan
from tests.campaigns.inside import NOW, entered, published, rows, step
from tests.factories import WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Wedding

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)


@pytest.fixture
def inside(vendor):
    with tenant(vendor.pk):
        steps = step("hello"), step("later", when={"anchor": "anniversary"})
        yield entered(published(vendor, *steps), WeddingFactory(client__vendor=vendor))[0]


def now_inside():
    return Enrollment.objects.values_list("state", "reason").get()


def test_a_timeline_is_paused_and_resumed_on_record(inside):
    timeline = Timeline.objects.get()
    pause_timeline(timeline, NOW, actor="user:1")
    assert Timeline.objects.get().paused_at == NOW
    with pytest.raises(Refusal, match="already"):
        pause_timeline(timeline, NOW, actor="user:1")
    resume_timeline(timeline, NOW, actor="user:1")
    assert Timeline.objects.get().paused_at is None
    with pytest.raises(Refusal, match="isn't paused"):
        resume_timeline(timeline, NOW, actor="user:1")
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"timeline.paused", "timeline.resumed"} <= verbs


def test_whoever_is_taken_out_hears_no_more(inside):
    take_out(inside, NOW, actor="user:1")
    assert now_inside() == ("exited", "user:1")
    assert {(row.state, row.due_at) for row in rows(inside).values()} == {("skipped", None)}
    with pytest.raises(Refusal, match="already"):
        take_out(inside, NOW, actor="user:1")


def test_whoever_is_taken_out_can_come_back(inside):
    take_out(inside, NOW, actor="user:1")
    restart(inside, NOW, actor="user:1")
    assert now_inside() == ("active", "")
    assert rows(inside)["hello"].due_at == MAY


def test_only_a_person_restarts_what_life_stopped_and_only_once_life_says_so(inside):
    Wedding.objects.update(life="bereaved")
    replan([inside], NOW)
    with pytest.raises(Refusal, match="bereaved") as refused:
        restart(inside, NOW, actor="user:1")
    assert refused.value.code == "still_bereaved"
    Wedding.objects.update(life="booked")
    restart(inside, NOW, actor="user:1")
    assert now_inside() == ("active", "")
    assert Event.objects.get(verb="timeline.restarted").data == {"was": "stopped"}


def test_what_a_stop_made_late_is_not_simply_sent(inside):
    Wedding.objects.update(life="cancelled")
    replan([inside], NOW)
    Wedding.objects.update(life="booked")
    restart(inside, MAY + DAY, actor="user:1")
    assert rows(inside)["hello"].reason == Reason.LATE_SKIPPED


def test_who_is_not_stopped_is_not_restarted(inside):
    with pytest.raises(Refusal, match="not stopped"):
        restart(inside, NOW, actor="user:1")
