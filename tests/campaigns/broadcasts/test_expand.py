"""Recipients become messages no faster than messages leave."""

import pytest

from campaigns.broadcasts import pace as expanding
from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.running import carry_on, carry_on_all
from campaigns.models import Campaign, Recipient
from messaging.models import Message
from messaging.shift import shift
from messaging.states import State
from tests.factories import CampaignFactory, MessageFactory, PersonFactory, VariantFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

ROOM = 3


@pytest.fixture(autouse=True)
def _small_lanes(monkeypatch):
    monkeypatch.setattr(expanding, "MOST_READY", ROOM)


def running(recipients, **also):
    campaign = CampaignFactory(state="running", **also)
    with operator():
        Recipient.objects.bulk_create(
            Recipient(vendor=campaign.vendor, campaign=campaign, person=person)
            for person in PersonFactory.create_batch(recipients, client__vendor=campaign.vendor)
        )
    return campaign


def expanded(campaign):
    with tenant(campaign.vendor_id):
        return expand(campaign.pk)


def leave(campaign, count):
    """So many are with a worker now."""
    with tenant(campaign.vendor_id):
        queued = Message.objects.filter(state="queued").values_list("pk", flat=True)
        shift(list(queued[:count]), State.CLAIMED)


def test_a_full_lane_takes_no_more():
    campaign = running(recipients=5)

    assert [expanded(campaign) for _ in range(3)] == [ROOM, 0, 0]


def test_an_empty_lane_gets_a_small_first_batch_so_that_workers_begin(monkeypatch):
    monkeypatch.setattr(expanding, "FIRST", 1)
    campaign = running(recipients=5)

    assert [expanded(campaign) for _ in range(3)] == [1, ROOM - 1, 0]


def test_the_empty_lane_of_a_further_way_makes_no_batch_small(monkeypatch):
    monkeypatch.setattr(expanding, "FIRST", 1)
    campaign = running(recipients=5, channel="email", strategy="chain", further=["sms"])

    assert campaign.ways == ("email", "sms")
    assert [expanded(campaign) for _ in range(3)] == [1, ROOM - 1, 0]


def test_what_left_makes_room_for_as_many():
    campaign = running(recipients=5)
    expanded(campaign)

    leave(campaign, 1)

    assert [expanded(campaign), expanded(campaign)] == [1, 0]


def test_a_campaign_that_waits_for_room_is_not_over():
    campaign = running(recipients=5)

    with tenant(campaign.vendor_id):
        made = [carry_on(campaign.pk), carry_on(campaign.pk)]

        assert made == [ROOM, 0]
        assert Campaign.objects.get().state == "running"


def test_everybody_is_reached_in_the_end():
    campaign = running(recipients=5)

    for _ in range(3):
        carry_on_all()
        leave(campaign, ROOM)

    with tenant(campaign.vendor_id):
        assert not Recipient.objects.filter(message=None).exists()
        assert Message.objects.count() == 5


def test_other_vendors_and_other_lanes_take_no_room():
    campaign = running(recipients=5)
    for _ in range(ROOM):
        MessageFactory()
        MessageFactory(
            person=PersonFactory(client__vendor=campaign.vendor), purpose="contractual", priority=1
        )

    assert expanded(campaign) == ROOM


def test_everybody_reads_their_own_language_or_their_partners():
    campaign = running(recipients=0)
    with operator():
        english = campaign.version.variants.get()
    german = VariantFactory(version=campaign.version, language="de")
    lena = PersonFactory(client__vendor=campaign.vendor, language="de-CH")
    marc = PersonFactory(client=lena.client, role="partner_b")
    other = PersonFactory(client__vendor=campaign.vendor, language="fr")
    with operator():
        Recipient.objects.bulk_create(
            Recipient(vendor=campaign.vendor, campaign=campaign, person=person)
            for person in (lena, marc, other)
        )

    expanded(campaign)

    with tenant(campaign.vendor_id):
        got = dict(Message.objects.values_list("person_id", "variant_id"))
    assert got == {lena.pk: german.pk, marc.pk: german.pk, other.pk: english.pk}
