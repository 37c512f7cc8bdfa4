"""A switch has a reason and a history, reaches one vendor or all, and every door heeds it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils.timezone import now as current_time

from crm_connectors.begin_sync import begin
from crm_connectors.models import Endpoint, Sync
from crm_connectors.outgoing.claim import claim
from crm_connectors.outgoing.models import Delivery
from messaging.gather import facts_for, load
from messaging.models import Message
from personalization.copy.bucket import Bucket
from personalization.copy.due import due
from personalization.models import Copy
from tests.crm_connectors.syncs import connected
from tests.factories import MessageFactory, UserFactory, VariantFactory, VendorFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event, Feature, Switch
from wedsync.vendors.switches import STALE, need, off_for, turn
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

WHY = "The provider loses every tenth of them"
ADD = "/admin/vendors/switch/add/"
LATER = dt.timedelta(seconds=STALE)


def off(vendor, feature, reason=WHY):
    with operator():
        return turn(vendor, feature, reason, on=False, actor="user:1")


def seen(vendor, now):
    with tenant(vendor.pk):
        return off_for(vendor.pk, now)


def test_it_reaches_one_vendor_or_everybody():
    now = current_time()
    mine, other = VendorFactory(), VendorFactory()
    off(mine, Feature.BANDIT)
    off(None, Feature.SMS)

    assert seen(mine, now) == {"bandit": WHY, "channel_sms": WHY}
    assert seen(other, now) == {"channel_sms": WHY}


def test_off_for_everybody_is_off_for_each():
    now, vendor = current_time(), VendorFactory()
    off(vendor, Feature.SMS)
    off(None, Feature.SMS)
    with operator():
        turn(vendor, Feature.SMS, "They are well again now", on=True, actor="user:1")

    assert seen(vendor, now) == {"channel_sms": WHY}


def test_a_process_knows_within_seconds():
    now, vendor = current_time(), VendorFactory()

    before = seen(vendor, now)
    off(vendor, Feature.SMS)

    assert before == {}
    assert seen(vendor, now + LATER) == {"channel_sms": WHY}


def test_it_stands_in_the_vendors_history():
    vendor = VendorFactory()
    off(vendor, Feature.SMS)

    with operator():
        told = Event.objects.get(vendor=vendor)
    assert (told.verb, told.data) == ("switch.turned_off", {"what": "SMS", "reason": WHY})


@pytest.mark.parametrize("on", [True, False])
def test_a_reason_is_a_sentence(on):
    with pytest.raises(Refusal, match="Say why"), operator():
        turn(None, Feature.SMS, "broken", on=on, actor="user:1")


def test_what_is_so_already_is_not_said_twice():
    off(None, Feature.SMS)

    with pytest.raises(Refusal, match="off already"):
        off(None, Feature.SMS)
    with pytest.raises(Refusal, match="on already"), operator():
        turn(None, Feature.PUSH, WHY, on=True, actor="user:1")


@pytest.mark.parametrize("feature", [Feature.SENDING, Feature.EMAIL])
def test_messages_wait_with_the_reason(feature):
    message, now = MessageFactory(), current_time()
    off(message.vendor, feature)

    with tenant(message.vendor_id):
        facts = facts_for(load(Message.objects.all()), message.vendor, now)

    assert facts[message.pk].switched_off == WHY


def test_another_channel_goes_on():
    message, now = MessageFactory(), current_time()
    off(message.vendor, Feature.SMS)

    with tenant(message.vendor_id):
        facts = facts_for(load(Message.objects.all()), message.vendor, now)

    assert facts[message.pk].switched_off == ""


def test_nothing_is_written_by_a_model_until_it_is_on_again():
    variant, now = VariantFactory(), current_time()
    vendor = variant.version.template.vendor
    with operator():
        Copy.objects.create(
            vendor=vendor, variant=variant, bucket=Bucket().key, writer="openai", model="m",
            prompt=1,
        )  # fmt: skip
    off(vendor, Feature.AI_COPY)

    switched = due(now)
    with operator():
        turn(vendor, Feature.AI_COPY, "The model is well again", on=True, actor="user:1")

    assert (len(switched), len(due(now))) == (0, 1)


def test_webhooks_wait_and_none_is_lost():
    vendor = VendorFactory()
    with operator():
        end = Endpoint.objects.create(vendor=vendor, url="https://a.example/", kinds=["x"])
        Delivery.objects.create(
            vendor=vendor, endpoint=end, event_id=vendor.pk, kind="x", body="{}"
        )
    off(None, Feature.WEBHOOKS)

    waiting = claim()
    with operator():
        turn(None, Feature.WEBHOOKS, "The network is well again", on=True, actor="user:1")

    assert (len(waiting), len(claim())) == (0, 1)


def test_other_systems_are_neither_asked_nor_heard():
    connection = connected(VendorFactory())
    off(connection.vendor, Feature.CONNECTORS)

    with pytest.raises(Refusal, match="switched off by WedSync"), tenant(connection.vendor_id):
        begin(connection, Sync.Kind.FULL, actor="user:1")


def test_what_is_on_needs_no_word():
    vendor = VendorFactory()

    with tenant(vendor.pk):
        need(vendor.pk, Feature.BANDIT, current_time())


def test_operators_turn_it_and_are_told_what_is_wrong():
    boss, client = UserFactory(is_staff=True, is_superuser=True), Client()
    client.force_login(boss)
    asked = {"feature": "channel_sms", "vendor": "", "is_on": "off"}

    refused = client.post(ADD, {**asked, "reason": "x"}).content.decode()
    client.post(ADD, {**asked, "reason": WHY})
    page = client.get("/admin/vendors/switch/", {"stands": "off"})

    assert "Say why" in refused
    with operator():
        assert Switch.objects.get().actor == f"user:{boss.pk}"
    assert [one.feature for one in page.context["cl"].result_list] == ["channel_sms"]
