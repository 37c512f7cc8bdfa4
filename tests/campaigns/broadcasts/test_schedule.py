"""A campaign starts at its moment, or its vendor is asked."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.pause import cancel, pause, resume
from campaigns.broadcasts.schedule import MISSED, start, start_due
from campaigns.models import Campaign, Recipient
from messaging.models import ToDo
from tests.campaigns.stage import fresh, made, people
from tests.factories import CampaignFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)


@pytest.fixture
def moment():
    return current_time() + HOUR


@pytest.fixture
def planned(moment):
    campaign = made("email", timing="at", starts_at=moment)
    people(campaign.vendor, 2)
    with tenant(campaign.vendor_id):
        launch(campaign, actor="user:1")
    return campaign


def standing(campaign):
    with operator():
        return Campaign.objects.get(pk=campaign.pk)


def test_a_moment_ahead_is_waited_for(planned, moment):
    assert planned.state == "scheduled"
    assert start_due(moment - MINUTE) == 0
    with operator():
        assert not Recipient.objects.exists()


def test_at_its_moment_it_starts_with_whoever_fits_then(planned, moment):
    people(planned.vendor, 1)

    assert start_due(moment) == 1
    assert standing(planned).state == "running"
    with operator():
        assert Recipient.objects.count() == 3


def test_it_starts_once(planned, moment):
    start_due(moment)

    assert start_due(moment) == 0
    with tenant(planned.vendor_id):
        assert not start(planned.pk, moment)


@pytest.mark.parametrize(("late", "state"), [(60, "running"), (61, "paused")])
def test_one_that_was_missed_by_more_than_its_grace_waits_for_its_vendor(
    planned, moment, late, state
):
    start_due(moment + late * MINUTE)

    assert standing(planned).state == state


def test_who_missed_it_is_told_why_and_asked(planned, moment):
    start_due(moment + 2 * HOUR)

    with operator():
        asked = ToDo.objects.get()
        assert not Recipient.objects.exists()
    assert standing(planned).reason == MISSED
    assert planned.name in asked.text


def test_one_that_was_missed_can_be_started_by_hand(planned, moment):
    with operator():
        Campaign.objects.update(starts_at=current_time() - 3 * HOUR)
    start_due(current_time())

    with tenant(planned.vendor_id):
        campaign = fresh(planned)
        resume(campaign, actor="user:1")

        assert (campaign.state, Recipient.objects.count()) == ("running", 2)
        assert ToDo.objects.get().done_at is not None


def test_what_speaks_against_it_by_then_holds_it_with_that_reason(planned, moment):
    with operator():
        planned.vendor.sender_email = ""
        planned.vendor.save()

    assert start_due(moment) == 0
    assert standing(planned).state == "paused"
    assert standing(planned).reason == "set the address you send from first"


def test_one_that_reaches_nobody_by_then_holds_and_never_counts_as_begun(moment):
    campaign = made("email", timing="at", starts_at=moment)
    with tenant(campaign.vendor_id):
        launch(campaign, actor="user:1")

    start_due(moment)

    assert standing(campaign).reason == "nobody fits this audience"
    assert standing(campaign).launched_at is None


def test_a_plan_can_be_paused_and_taken_up_again(planned):
    with tenant(planned.vendor_id):
        pause(planned, actor="user:1")
        assert planned.state == "paused"
        resume(planned, actor="user:1")

        assert planned.state == "scheduled"


def test_a_plan_that_is_paused_does_not_start(planned, moment):
    with tenant(planned.vendor_id):
        pause(planned, actor="user:1")

    assert start_due(moment) == 0


def test_a_plan_can_be_cancelled(planned, moment):
    with tenant(planned.vendor_id):
        cancel(planned, actor="user:1")

    assert start_due(moment) == 0


def test_a_moment_that_has_passed_is_refused(vendor):
    campaign = made("email", vendor=vendor, timing="at", starts_at=current_time() - MINUTE)
    with tenant(vendor.pk), pytest.raises(Refusal, match="has passed"):
        launch(campaign, actor="user:1")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"timing": "at"}, "Choose the day and the time"),
        ({"deadline": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, "of no use any more"),
        ({"strategy": "chain"}, "Choose a second channel"),
        ({"strategy": "chain", "further": ["sms"]}, "says nothing by SMS"),
    ],
)
def test_what_can_not_work_is_refused_in_a_sentence(vendor, fields, sentence):
    campaign = CampaignFactory(vendor=vendor, **fields)
    people(vendor, 1)
    with tenant(vendor.pk), pytest.raises(Refusal, match=sentence):
        launch(campaign, actor="user:1")


def test_a_draft_is_not_resumed(vendor):
    campaign = CampaignFactory(vendor=vendor)
    with tenant(vendor.pk), pytest.raises(Refusal, match="Only a paused"):
        resume(campaign, actor="user:1")
