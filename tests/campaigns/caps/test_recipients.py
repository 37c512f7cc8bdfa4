"""People of campaigns make room a week ahead, too."""

import datetime as dt

import pytest
import time_machine

from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.running import finish
from campaigns.broadcasts.schedule import start_due
from campaigns.caps.plan_caps import plan_caps_all
from campaigns.models import Campaign, Recipient
from tests.campaigns import crowded
from tests.campaigns.crowded import DAY, NOW, inside, planned, ruled, run, step
from tests.campaigns.stage import join, made
from tests.factories import MessageFactory, PersonFactory, VendorFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def wedding():
    one = WeddingFactory(client__vendor=VendorFactory(timezone="UTC"), date=dt.date(2027, 9, 18))
    one.reader = PersonFactory(client=one.client, vendor=one.vendor, role="partner_a")
    return one


def reached(wedding, at, **given):
    """By a campaign of marketing that runs, at an hour of their own."""
    fields = {"purpose": "marketing", "timing": "best", "state": "running", **given}
    campaign = made("email", vendor=wedding.vendor, **fields)
    with operator():
        one = join(campaign, wedding.reader)
        Recipient.objects.filter(pk=one.pk).update(planned_at=at, wedding=wedding)
    return one


def fresh(one):
    with operator():
        return Recipient.objects.get(pk=one.pk)


def test_a_campaign_makes_room_for_a_timeline_whatever_comes_first(wedding):
    rule = ruled(wedding.vendor)
    one = reached(wedding, NOW + DAY)
    offer = planned(inside(wedding, step("offer", "marketing")), "offer", NOW + 2 * DAY)

    assert (run(wedding.vendor), run(wedding.vendor)) == (1, 0)

    moved = fresh(one)
    assert crowded.fresh(offer).due_at == NOW + 2 * DAY
    assert (moved.planned_at, moved.wished_at) == (NOW + 9 * DAY, NOW + DAY)
    assert (moved.cap_fate, moved.cap_rule) == ("moved", str(rule.pk))


def test_room_that_comes_back_is_used(wedding):
    rule = ruled(wedding.vendor, on_exceed="skip")
    one = reached(wedding, NOW + DAY)
    planned(inside(wedding, step("guide")), "guide", NOW + 2 * DAY)
    run(wedding.vendor)
    assert fresh(one).cap_fate == "skipped"
    with operator():
        rule.delete()

    assert (run(wedding.vendor), run(wedding.vendor)) == (1, 0)

    back = fresh(one)
    assert (back.planned_at, back.wished_at, back.cap_fate, back.cap_rule) == (
        NOW + DAY, None, "", "",
    )  # fmt: skip


def test_whom_a_rule_leaves_out_keeps_no_campaign_waiting(wedding):
    ruled(wedding.vendor, most=0, on_exceed="skip")
    one = reached(wedding, NOW + DAY)
    run(wedding.vendor)

    with tenant(wedding.vendor_id), time_machine.travel(NOW + 2 * DAY, tick=False):
        assert expand(one.campaign_id) == 0
        assert finish(one.campaign_id)


def test_about_whom_a_rule_asks_the_gate_waits(wedding):
    ruled(wedding.vendor, most=0, on_exceed="ask")
    one = reached(wedding, NOW + DAY)

    assert run(wedding.vendor) == 0
    assert fresh(one).planned_at == NOW + DAY


def test_what_is_about_to_be_written_counts_and_stays(wedding):
    ruled(wedding.vendor)
    one = reached(wedding, NOW)
    offer = planned(inside(wedding, step("offer", "marketing")), "offer", NOW + DAY)

    run(wedding.vendor)

    assert fresh(one).planned_at == NOW
    assert crowded.fresh(offer).due_at == NOW + 7 * DAY


def test_a_campaign_that_waits_for_its_moment_takes_its_places_a_week_ahead(wedding):
    ruled(wedding.vendor)
    made(
        "email", vendor=wedding.vendor, purpose="helpful", state="scheduled", timing="at",
        starts_at=NOW + 2 * DAY,
    )  # fmt: skip
    offer = planned(inside(wedding, step("offer", "marketing")), "offer", NOW + DAY)

    assert run(wedding.vendor) == 1

    assert crowded.fresh(offer).due_at == NOW + 9 * DAY


def test_it_starts_without_those_who_would_hear_too_much_and_writes_to_them_later(wedding):
    ruled(wedding.vendor)
    with time_machine.travel(NOW, tick=False):
        campaign = made("email", vendor=wedding.vendor, timing="at", starts_at=NOW + DAY)
        other = WeddingFactory(client__vendor=wedding.vendor, date=dt.date(2027, 9, 18))
        free = PersonFactory(client=other.client, role="partner_a")
        with tenant(wedding.vendor_id):
            launch(campaign, actor="user:1")
    MessageFactory(person=wedding.reader, state="scheduled", not_before=NOW + 3 * DAY)

    with time_machine.travel(NOW + DAY, tick=False):
        assert start_due(NOW + DAY) == 1
        with tenant(wedding.vendor_id):
            assert expand(campaign.pk) == 1

    with operator():
        rows = {one.person_id: one for one in Recipient.objects.filter(campaign=campaign)}
    assert rows[free.pk].message_id
    assert rows[wedding.reader.pk].message_id is None
    assert rows[wedding.reader.pk].planned_at == NOW + 10 * DAY
    with time_machine.travel(NOW + 10 * DAY, tick=False), tenant(wedding.vendor_id):
        assert not finish(campaign.pk)
        assert expand(campaign.pk) == 1


def test_a_vendor_without_timelines_has_its_turn_too(wedding):
    ruled(wedding.vendor, most=0, on_exceed="skip")
    reached(wedding, NOW + DAY)
    assert plan_caps_all(NOW) == 1


def test_nobody_moves_an_emergency(wedding):
    ruled(wedding.vendor, most=0, purposes=["emergency", "marketing"])
    one = reached(wedding, NOW + DAY, purpose="emergency")
    run(wedding.vendor)
    assert fresh(one).planned_at == NOW + DAY
    with operator():
        assert Campaign.objects.count() == 1
