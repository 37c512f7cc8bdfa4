"""A campaign's life: launched, expanded, paused, resumed, cancelled, finished."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now as current_time

from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.pause import PAUSED, cancel, pause, resume
from campaigns.broadcasts.running import carry_on, carry_on_all, hold_what_came_back
from campaigns.models import Campaign, Recipient
from messaging.models import Message
from messaging.recover import wake
from messaging.shift import hold, shift
from messaging.states import State
from personalization.compile import compile_draft
from tests.factories import LETTER, CampaignFactory, PersonFactory, VariantFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
SUMMER = dt.date(2027, 6, 19)


@pytest.fixture
def campaign():
    made = CampaignFactory()
    with tenant(made.vendor_id):
        yield made


def couples(vendor, count, **wedding):
    for _ in range(count):
        person = PersonFactory(client__vendor=vendor)
        PersonFactory(client=person.client, role="partner_b")
        WeddingFactory(client=person.client, **wedding)


def states():
    return sorted(Message.objects.values_list("state", flat=True))


def test_launching_freezes_the_audience(campaign):
    couples(campaign.vendor, 3)

    reached = launch(campaign, actor="user:1")
    couples(campaign.vendor, 1)

    assert (reached, campaign.state) == (3, "running")
    assert Recipient.objects.count() == 3


def test_launching_is_on_record(campaign):
    couples(campaign.vendor, 1)

    launch(campaign, actor="user:1")

    event = Event.objects.get(verb="campaign.launched")
    assert (event.actor, event.data) == ("user:1", {"reached": 1})


def test_the_audience_never_passes_through_this_process(campaign):
    def queries(more):
        fresh = CampaignFactory(vendor=campaign.vendor, version=campaign.version)
        couples(campaign.vendor, more)
        with CaptureQueriesContext(connection) as captured:
            launch(fresh, actor="user:1")
        return len(captured)

    assert queries(1) == queries(10)


@pytest.mark.parametrize("state", ["running", "paused", "finished", "cancelled"])
def test_only_a_draft_can_be_launched(campaign, state):
    Campaign.objects.filter(pk=campaign.pk).update(state=state)

    with pytest.raises(Refusal, match="Only a draft"):
        launch(campaign, actor="user:1")


def test_an_audience_of_nobody_is_refused_and_stays_a_draft(campaign):
    with pytest.raises(Refusal, match="Nobody"):
        launch(campaign, actor="user:1")

    assert Campaign.objects.get().state == "draft"


def test_marketing_without_a_postal_address_is_refused(campaign):
    couples(campaign.vendor, 1)
    campaign.vendor.postal_address = ""
    campaign.vendor.save()
    Campaign.objects.update(purpose="marketing")

    with pytest.raises(Refusal, match="postal address"):
        launch(campaign, actor="user:1")


def test_what_was_written_without_a_way_out_is_not_marketing(campaign):
    couples(campaign.vendor, 1)
    binding = compile_draft(LETTER, purpose="contractual")
    version = VariantFactory(version__template__vendor=campaign.vendor, compiled=binding).version
    Campaign.objects.update(version=version, purpose="marketing")

    with pytest.raises(Refusal, match="no way out"):
        launch(campaign, actor="user:1")


def test_everybody_gets_one_message_however_often_it_is_expanded(campaign):
    couples(campaign.vendor, 3)
    launch(campaign, actor="user:1")

    assert [expand(campaign.pk) for _ in range(3)] == [3, 0, 0]
    assert Message.objects.count() == 3


def test_both_partners_get_the_same_variant(campaign):
    VariantFactory(version=campaign.version, key="B")
    Campaign.objects.update(audience={"role": "couple"})
    couples(campaign.vendor, 12)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    keys = {}
    for one in Recipient.objects.all():
        keys.setdefault(one.wedding_id, set()).add(one.variant_key)

    assert {len(found) for found in keys.values()} == {1}
    assert set().union(*keys.values()) == {"A", "B"}


def test_a_pause_holds_what_waits_and_a_resume_frees_it(campaign):
    couples(campaign.vendor, 3)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    assert pause(campaign, actor="user:1") == 3
    assert set(Message.objects.values_list("state", "reason")) == {("held", PAUSED)}
    assert resume(campaign, actor="user:1") == 3
    assert states() == ["queued"] * 3


def test_nobody_falls_out_of_a_paused_campaign(campaign):
    couples(campaign.vendor, 3)
    launch(campaign, actor="user:1")
    pause(campaign, actor="user:1")

    assert expand(campaign.pk) == 0
    resume(campaign, actor="user:1")
    assert expand(campaign.pk) == 3


def test_a_resume_leaves_alone_what_a_gate_held(campaign):
    couples(campaign.vendor, 1)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    message = Message.objects.get()
    shift([message.pk], State.HELD, "their wedding day")

    pause(campaign, actor="user:1")
    resume(campaign, actor="user:1")

    assert Message.objects.get().reason == "their wedding day"


def test_what_a_gate_held_does_not_wake_in_the_middle_of_a_pause(campaign):
    couples(campaign.vendor, 1)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    hold([Message.objects.get().pk], "their wedding day", current_time())

    pause(campaign, actor="user:1")
    wake()
    assert states() == ["held"]

    resume(campaign, actor="user:1")
    wake()
    assert states() == ["queued"]


def test_what_was_with_a_worker_and_comes_back_stays_while_it_is_paused(campaign):
    couples(campaign.vendor, 2)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    first = Message.objects.order_by("id").first()
    shift([first.pk], State.CLAIMED)
    pause(campaign, actor="user:1")
    shift([first.pk], State.QUEUED)

    hold_what_came_back()

    assert states() == ["held"] * 2
    assert resume(campaign, actor="user:1") == 2


def test_cancelling_drops_what_has_not_left(campaign):
    couples(campaign.vendor, 2)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    assert cancel(campaign, actor="user:1") == 2
    assert states() == ["cancelled"] * 2
    with pytest.raises(Refusal, match="already over"):
        cancel(campaign, actor="user:1")


@pytest.mark.parametrize("verb", [pause, cancel])
def test_a_brake_costs_the_same_however_many_wait(campaign, verb):
    def statements(more):
        fresh = CampaignFactory(vendor=campaign.vendor, version=campaign.version)
        couples(campaign.vendor, more)
        launch(fresh, actor="user:1")
        expand(fresh.pk)
        with CaptureQueriesContext(connection) as captured:
            verb(fresh, actor="user:1")
        assert all(len(query["sql"]) < 2_000 for query in captured)
        return len(captured)

    assert statements(1) == statements(9)


def test_a_campaign_is_over_when_its_last_message_is(campaign):
    couples(campaign.vendor, 1)
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    carry_on(campaign.pk)
    assert Campaign.objects.get().state == "running"
    Message.objects.update(state="cancelled")
    carry_on(campaign.pk)

    assert Campaign.objects.get().state == "finished"


def test_every_vendors_campaigns_are_carried_on():
    ours, theirs = CampaignFactory(), CampaignFactory()
    for one in (ours, theirs):
        couples(one.vendor, 2)
        with tenant(one.vendor_id):
            launch(one, actor="user:1")

    carry_on_all()

    with operator():
        assert Message.objects.count() == 4
