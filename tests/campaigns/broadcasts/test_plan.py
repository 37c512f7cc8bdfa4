"""Each person's best hour, planned in bulk, with its reason kept."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from campaigns.broadcasts import expand as expanding
from campaigns.broadcasts import pause as pausing
from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.pause import pause, resume
from campaigns.broadcasts.plan import span_of
from campaigns.broadcasts.running import carry_on
from campaigns.models import Recipient
from messaging.models import Message
from tests.campaigns.stage import fresh, join, made, people
from tests.factories import PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Wedding

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
EARLY = dt.datetime(2027, 3, 1, 13, tzinfo=dt.UTC)  # five in the morning in Portland
SATURDAY = 5
HOME = ZoneInfo("America/Los_Angeles")


@pytest.fixture
def at(monkeypatch):
    """The hour it is for whoever launches, expands, resumes."""

    def set_(moment):
        for module in (expanding, pausing):
            monkeypatch.setattr(module, "current_time", lambda: moment)
        monkeypatch.setattr("campaigns.broadcasts.launch.current_time", lambda: moment)

    set_(EARLY)
    return set_


@pytest.fixture
def campaign(at, vendor):
    made_ = made("email", vendor=vendor, timing="best", span_days=2)
    with tenant(vendor.pk):
        yield made_


def hours():
    return [one.planned_at for one in Recipient.objects.order_by("id")]


def test_everybody_gets_an_hour_and_nobody_a_message_before_it(campaign):
    people(campaign.vendor, 3)
    launch(campaign, actor="user:1")

    assert expand(campaign.pk) == 3
    assert {moment.astimezone(HOME).hour for moment in hours()} == {10}
    assert not Message.objects.exists()


def test_when_the_hour_has_come_the_message_is_made(campaign, at):
    people(campaign.vendor, 3)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    at(EARLY + 6 * HOUR)

    assert expand(campaign.pk) == 3
    assert Message.objects.count() == 3
    assert expand(campaign.pk) == 0


def test_the_reason_and_how_sure_it_is_are_kept(campaign):
    people(campaign.vendor, 1)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    one = Recipient.objects.get()
    assert (one.hour_reason, one.confidence) == ("SYSTEM_DEFAULT_HOUR", 0.0)


def test_their_own_wall_is_what_counts(campaign):
    person = PersonFactory(client__vendor=campaign.vendor, timezone="America/New_York")
    WeddingFactory(client=person.client)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    (moment,) = hours()
    assert moment.astimezone(ZoneInfo("America/New_York")).hour == 10


def test_their_wedding_day_and_the_vendors_quiet_hours_are_left_out(campaign):
    (person,) = people(campaign.vendor, 1)
    Wedding.objects.filter(client=person.client).update(date=EARLY.date())
    campaign.vendor.quiet_from, campaign.vendor.quiet_until = dt.time(0), dt.time(14)
    campaign.vendor.save()
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    (moment,) = hours()
    local = moment.astimezone(HOME)
    assert local.date() == EARLY.date() + DAY
    assert local.hour == 14


def test_the_saturday_blanket_and_the_laws_about_texts_close_hours_too(vendor, at):
    friday_night = dt.datetime(2027, 3, 6, 6, tzinfo=dt.UTC)
    at(friday_night)
    with operator():
        vendor.saturday_blanket = True
        vendor.save()
    campaign = made("sms", vendor=vendor, timing="best", span_days=3, purpose="helpful")
    with tenant(vendor.pk):
        people(vendor, 1, phone="+14155550100")
        launch(campaign, actor="user:1")
        expand(campaign.pk)
        (moment,) = hours()

    assert moment.astimezone(HOME).weekday() != SATURDAY


def test_nothing_is_planned_past_its_deadline(campaign):
    campaign.deadline = EARLY + 3 * HOUR
    campaign.save()
    people(campaign.vendor, 2)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    assert all(moment < campaign.deadline for moment in hours())
    assert span_of(campaign, EARLY).end == campaign.deadline


def test_a_pace_spreads_people_over_hours(campaign):
    campaign.per_hour = 2
    campaign.save()
    people(campaign.vendor, 5)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    by_hour = [moment.replace(minute=0, second=0) for moment in hours()]
    assert max(by_hour.count(one) for one in by_hour) == 2


def test_who_is_added_later_finds_no_full_hour(campaign):
    campaign.per_hour = 1
    campaign.save()
    people(campaign.vendor, 1)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    join(campaign, PersonFactory(client__vendor=campaign.vendor))
    expand(campaign.pk)

    first, second = hours()
    assert first.replace(minute=0) != second.replace(minute=0)


def test_an_hour_that_passed_during_a_pause_is_chosen_anew(campaign, at):
    people(campaign.vendor, 3)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    pause(campaign, actor="user:1")

    night = EARLY + 14 * HOUR  # seven in the evening
    at(night)
    resume(campaign, actor="user:1")
    expand(campaign.pk)

    assert all(moment > night for moment in hours())
    assert {moment.astimezone(HOME).hour for moment in hours()} == {10}


def test_a_message_that_was_held_past_its_hour_is_freed_for_the_new_one(campaign, at):
    people(campaign.vendor, 2)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    at(EARLY + 6 * HOUR)
    expand(campaign.pk)
    assert pause(campaign, actor="user:1") == 2

    at(EARLY + 14 * HOUR)
    resume(campaign, actor="user:1")
    assert set(Message.objects.values_list("state", flat=True)) == {"held"}
    expand(campaign.pk)

    freed = set(Message.objects.values_list("state", "not_before"))
    assert {state for state, _ in freed} == {"queued"}
    assert {moment for _, moment in freed} == set(hours())


def test_an_hour_that_lies_ahead_is_kept_over_a_pause(campaign):
    people(campaign.vendor, 2)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    before = hours()

    pause(campaign, actor="user:1")
    resume(campaign, actor="user:1")
    expand(campaign.pk)

    assert hours() == before


def test_planning_asks_no_more_for_thirty_than_for_three(campaign, django_assert_max_num_queries):
    people(campaign.vendor, 30)
    launch(campaign, actor="user:1")

    with django_assert_max_num_queries(15):
        expand(campaign.pk)


def test_it_is_not_over_while_hours_lie_ahead(campaign):
    people(campaign.vendor, 1)
    launch(campaign, actor="user:1")
    for _ in range(3):
        carry_on(campaign.pk)

    assert fresh(campaign).state == "running"
