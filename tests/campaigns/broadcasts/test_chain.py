"""A chain tries another channel after a definite end, and never says the same thing twice."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcasts.chain import PATIENCE
from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.running import carry_on
from campaigns.models import Campaign, Recipient
from messaging.models import Message
from messaging.states import FINAL, State
from tests.campaigns.stage import PHONE, come_to, fresh, made, people, sent_on
from tests.factories import VariantFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(vendor):
    campaign = made("sms", "email", vendor=vendor, strategy="chain")
    with tenant(vendor.pk):
        yield campaign


def begun(campaign, count=1, **person):
    found = people(campaign.vendor, count, phone=PHONE, **person)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    return found


def test_the_first_channel_comes_first(chain):
    begun(chain, 3)

    assert (len(sent_on("sms")), len(sent_on("email"))) == (3, 0)


@pytest.mark.parametrize("end", [State.BOUNCED, State.FAILED, State.SUPPRESSED, State.EXPIRED])
def test_after_a_definite_end_the_next_one_is_tried(chain, end):
    begun(chain)
    come_to(end, *sent_on("sms"))

    carry_on(chain.pk)

    (second,) = sent_on("email")
    assert Recipient.objects.get().message_id == second.pk


@pytest.mark.parametrize(
    "state",
    [State.SENDING, State.UNKNOWN, State.ACCEPTED, State.SENT, State.DELIVERED, State.CANCELLED],
)
def test_while_it_may_have_arrived_nothing_else_is_said(chain, state):
    begun(chain)
    come_to(state, *sent_on("sms"))

    carry_on(chain.pk)

    assert sent_on("email") == []


def test_each_link_has_a_key_of_its_own_and_is_made_once(chain):
    begun(chain)
    come_to(State.FAILED, *sent_on("sms"))
    for _ in range(3):
        carry_on(chain.pk)

    assert len(set(Message.objects.values_list("dedupe_key", flat=True))) == 2
    assert len(sent_on("email")) == 1


def test_who_has_no_address_on_the_first_is_written_to_on_the_second_at_once(chain):
    people(chain.vendor, 2)
    launch(chain, actor="user:1")
    expand(chain.pk)

    assert (len(sent_on("sms")), len(sent_on("email"))) == (0, 2)
    assert set(Recipient.objects.values_list("step", "way_reason")) == {(1, "WAY_FALLBACK")}


def test_who_has_no_address_at_all_waits_on_the_first(chain):
    people(chain.vendor, 1, email="")
    launch(chain, actor="user:1")
    expand(chain.pk)

    assert len(sent_on("sms")) == 1
    assert Recipient.objects.get().way_reason == "WAY_NOWHERE"


def test_where_nothing_is_left_to_try_the_last_end_stands(chain):
    begun(chain, email="")
    (only,) = sent_on("sms")
    come_to(State.FAILED, only)

    for _ in range(2):
        carry_on(chain.pk)

    recipient = Recipient.objects.get()
    assert (recipient.message_id, recipient.step) == (only.pk, 2)
    assert fresh(chain).state == "finished"


def test_the_last_link_may_fail_and_the_campaign_is_over(chain):
    begun(chain)
    for channel in ("sms", "email"):
        come_to(State.FAILED, *sent_on(channel))
        carry_on(chain.pk)
    carry_on(chain.pk)

    assert fresh(chain).state == "finished"


def test_a_chain_is_not_over_while_what_was_taken_may_come_back(chain):
    begun(chain)
    come_to(State.ACCEPTED, *sent_on("sms"))
    carry_on(chain.pk)
    assert fresh(chain).state == "running"

    Message.objects.update(not_before=current_time() - PATIENCE - dt.timedelta(minutes=1))
    carry_on(chain.pk)

    assert fresh(chain).state == "finished"


def test_over_one_channel_nothing_is_waited_for(vendor):
    campaign = made("sms", vendor=vendor)
    with tenant(vendor.pk):
        begun(campaign)
        come_to(State.ACCEPTED, *sent_on("sms"))
        carry_on(campaign.pk)

        assert fresh(campaign).state == "finished"


def test_both_channels_say_the_same_variant(vendor):
    campaign = made("sms", "email", vendor=vendor, strategy="chain")
    for channel in campaign.ways:
        VariantFactory(version=campaign.version, channel=channel, key="B")
    with tenant(vendor.pk):
        begun(campaign, 8)
        before = dict(Recipient.objects.values_list("pk", "variant_key"))
        come_to(State.FAILED, *sent_on("sms"))
        carry_on(campaign.pk)

        assert dict(Recipient.objects.values_list("pk", "variant_key")) == before
        assert len(sent_on("email")) == 8


def test_a_paused_chain_does_not_go_on(chain):
    begun(chain)
    come_to(State.FAILED, *sent_on("sms"))
    Campaign.objects.update(state="paused")

    carry_on(chain.pk)

    assert sent_on("email") == []


def test_what_is_said_over_another_channel_was_said_over_none_before(chain):
    begun(chain, 4)
    failed, delivered, unknown, bounced = sent_on("sms")
    come_to(State.FAILED, failed)
    come_to(State.DELIVERED, delivered)
    come_to(State.UNKNOWN, unknown)
    come_to(State.BOUNCED, bounced)

    carry_on(chain.pk)

    again = {message.person_id for message in sent_on("email")}
    assert again == {failed.person_id, bounced.person_id}
    assert {one.state for one in (fresh_of(failed), fresh_of(bounced))} <= {s.value for s in FINAL}


def fresh_of(message):
    return Message.objects.get(pk=message.pk)
