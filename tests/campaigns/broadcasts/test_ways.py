"""Everybody on the channel that is theirs."""

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.picks import answered_on
from campaigns.models import Assignment, Campaign, Recipient
from messaging.models import Consent, Device, Inbound, Suppression, Thread
from personalization.measure import Engagement
from tests.campaigns.stage import PHONE, made, people
from tests.factories import PersonFactory, VariantFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(vendor):
    made_ = made("email", "sms", vendor=vendor, strategy="preferred")
    with tenant(vendor.pk):
        yield made_


def go(campaign):
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    rows = Recipient.objects.values_list("person_id", "message__channel", "way_reason")
    return {person: (channel, why) for person, channel, why in rows}


def wrote(person, channel):
    thread = Thread.objects.create(vendor=person.vendor, person=person)
    Inbound.objects.create(
        vendor=person.vendor, thread=thread, channel=channel, address=PHONE,
        event_key=str(uuid7()), at=current_time(),
    )  # fmt: skip


def test_each_is_reached_where_they_answer(campaign):
    quiet, texter = people(campaign.vendor, 2, phone=PHONE)
    wrote(texter, "sms")

    found = go(campaign)

    assert found[texter.pk] == ("sms", "WAY_ANSWERED")
    assert found[quiet.pk] == ("email", "WAY_ORDER")


def test_a_no_and_a_dead_address_lead_elsewhere(campaign):
    refuser, bounced = people(campaign.vendor, 2)
    for person, phone in ((refuser, "+14155550101"), (bounced, "+14155550102")):
        person.phone = phone
        person.save()
    Consent.objects.create(
        vendor=campaign.vendor, person=refuser, address=refuser.email, channel="email",
        purpose="helpful", granted=False, basis="link", evidence={},
    )  # fmt: skip
    Suppression.objects.create(
        vendor=campaign.vendor, channel="email", address=bounced.email, reason="bounced"
    )

    found = go(campaign)

    assert {channel for channel, _ in found.values()} == {"sms"}


def test_whom_nothing_reaches_waits_on_the_first(campaign):
    (nobody,) = people(campaign.vendor, 1, email="")

    assert go(campaign)[nobody.pk] == ("email", "WAY_NOWHERE")


def test_a_device_is_an_address(vendor):
    campaign = made("push", "email", vendor=vendor, strategy="preferred")
    with tenant(vendor.pk):
        with_app, without = people(vendor, 2)
        Device.objects.create(vendor=vendor, person=with_app, registration="x", platform="web")

        found = go(campaign)

    assert found[with_app.pk][0] == "push"
    assert found[without.pk][0] == "email"


def test_both_channels_ask_no_more_for_thirty_than_for_three(
    campaign, django_assert_max_num_queries
):
    people(campaign.vendor, 30, phone=PHONE)
    launch(campaign, actor="user:1")

    with django_assert_max_num_queries(24):
        assert expand(campaign.pk) == 30


def test_a_partner_who_comes_late_reads_what_the_other_read_whatever_a_new_lot_says(vendor):
    campaign = made("email", vendor=vendor)
    VariantFactory(version=campaign.version, key="B")
    with tenant(vendor.pk):
        first = people(vendor, 12)
        launch(campaign, actor="user:1")
        expand(campaign.pk)
        Assignment.objects.update(variant_key="A")
        for person in first:
            late = PersonFactory(client=person.client, role="partner_b")
            wedding = person.client.weddings.get()
            Recipient.objects.create(vendor=vendor, campaign=campaign, person=late, wedding=wedding)
        expand(campaign.pk)

        read = Recipient.objects.filter(person__role="partner_b", message__variant__key="A")
        assert read.count() == 12


def test_one_channel_asks_nobody_where_they_answer(vendor):
    campaign = made("email", vendor=vendor)
    with tenant(vendor.pk):
        (person,) = people(vendor, 1)
        wrote(person, "sms")

        assert go(campaign)[person.pk] == ("email", "WAY_ONLY")


@pytest.mark.parametrize(("days", "channel"), [(None, ""), (120, "sms"), (121, "")])
def test_only_what_they_did_lately_counts(days, channel):
    assert answered_on(Engagement(heard_days=days, channel="sms")) == channel


def test_the_ways_are_the_vendors_order_without_repeats():
    campaign = Campaign(channel="sms", further=["email", "sms"], strategy="chain")

    assert campaign.ways == ("sms", "email")
    assert Campaign(channel="sms", further=["email"]).ways == ("sms",)
