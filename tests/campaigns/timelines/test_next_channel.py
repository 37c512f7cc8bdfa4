"""Whom a channel couldn't reach hears of it over the next one, and nobody hears it twice."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from campaigns.models import Enrollment, StepMessage, Timeline
from campaigns.timelines.next_channel import go_on
from campaigns.timelines.release import release
from messaging.models import Message
from messaging.shift import shift
from messaging.states import State
from tests.campaigns.inside import entered, published, step
from tests.factories import PersonFactory, VariantFactory, WeddingFactory
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Person

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def said(vendor):
    """A step that was just sent by mail, with SMS as its second way."""
    wedding = WeddingFactory(client__vendor=vendor, date=dt.date(2090, 6, 17))
    PersonFactory(client=wedding.client, phone="+14155550100")
    version = VariantFactory(version__template__vendor=vendor).version
    VariantFactory(version=version, channel="sms")
    chain = step("hello", str(version.template_id), channels=["email", "sms"])
    timeline = published(vendor, chain)
    now = current_time()
    with tenant(vendor.pk):
        [inside] = entered(timeline, wedding, now=now)
        inside.steps.update(by_hand=True, due_at=now)
        release(vendor.pk, now)
        assert Message.objects.get().channel == "email"
        yield inside


def ended(state, channel="email"):
    """On the way on which a message may get there."""
    ids = list(Message.objects.filter(channel=channel).values_list("pk", flat=True))
    if state not in {"queued", "held", "expired", "suppressed"}:
        shift(ids, State.CLAIMED)
        shift(ids, State.SENDING)
    if state != "queued":
        assert shift(ids, State(state)) == ids


def tried(inside, now=None):
    go_on(inside.vendor_id, "", now or current_time())
    return list(StepMessage.objects.order_by("id").values_list("channel", flat=True))


@pytest.mark.parametrize("state", ["bounced", "failed", "suppressed"])
def test_after_a_definite_end_the_next_channel_is_tried(said, state):
    ended(state)
    assert tried(said) == ["email", "sms"]
    assert Message.objects.get(channel="sms").state == "queued"


@pytest.mark.parametrize("state", ["queued", "unknown", "accepted", "delivered", "expired", "held"])
def test_what_may_have_arrived_or_come_too_late_is_left_alone(said, state):
    ended(state)
    assert tried(said) == ["email"]


def test_it_is_tried_once(said):
    ended("bounced")
    tried(said)
    assert tried(said) == ["email", "sms"]


def test_at_its_end_a_chain_ends(said):
    ended("bounced")
    tried(said)
    ended("failed", "sms")
    assert tried(said) == ["email", "sms"]


def test_a_channel_that_does_not_reach_them_is_left_out(said):
    Person.objects.update(phone="")
    ended("bounced")
    assert tried(said) == ["email"]


def test_a_stopped_wedding_or_a_paused_timeline_tries_nothing(said):
    ended("bounced")
    Enrollment.objects.update(state="stopped")
    assert tried(said) == ["email"]
    Enrollment.objects.update(state="completed")
    Timeline.objects.update(paused_at=current_time())
    assert tried(said) == ["email"]


def test_after_days_nobody_waits_for_it_any_more(said):
    ended("bounced")
    assert tried(said, current_time() + 4 * DAY) == ["email"]


def test_what_is_over_is_not_tried_again(said):
    ended("bounced")
    said.wedding.date = current_time().date() - 40 * DAY
    said.wedding.save()
    assert tried(said) == ["email"]


def test_pages_follow_each_other_to_the_end(said, monkeypatch):
    monkeypatch.setattr("campaigns.timelines.next_channel.BATCH", 1)
    ended("bounced")
    last = go_on(said.vendor_id, "", current_time())
    assert go_on(said.vendor_id, last, current_time()) == ""
