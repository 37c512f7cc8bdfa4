"""Operators stop a campaign; starting one stays with the vendor."""

import pytest

from campaigns.models import Campaign
from tests.factories import CampaignFactory, UserFactory
from tests.wedsync.visits import visiting_everybody
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

LIST = "/admin/campaigns/campaign/"


@pytest.fixture
def office(client):
    client.boss = UserFactory(is_staff=True, is_superuser=True)
    visiting_everybody(client, client.boss)
    return client


def act(client, action, *campaigns):
    data = {"action": action, "_selected_action": [one.pk for one in campaigns]}
    response = client.post(LIST, data, follow=True)
    return [str(message) for message in response.context["messages"]]


def state(campaign):
    with operator():
        return Campaign.objects.get(pk=campaign.pk).state


def test_a_running_campaign_is_paused_on_the_record(office):
    campaign = CampaignFactory(state="running")

    said = act(office, "pause_campaigns", campaign)

    assert said == ["1 paused."]
    assert state(campaign) == "paused"
    with operator():
        event = Event.objects.get(vendor=campaign.vendor)
    assert (event.verb, event.actor) == ("campaign.paused", f"user:{office.boss.pk}")


def test_one_that_cannot_be_paused_says_so_and_stops_no_other(office):
    draft, running = CampaignFactory(), CampaignFactory(state="running")

    said = act(office, "pause_campaigns", draft, running)

    assert said == ["Only a running campaign can be paused.", "1 paused."]
    assert (state(draft), state(running)) == ("draft", "paused")


def test_a_campaign_is_cancelled_for_good(office):
    campaign = CampaignFactory(state="running")

    act(office, "cancel_campaigns", campaign)

    assert state(campaign) == "cancelled"


def test_nobody_launches_or_edits_one_here(office):
    campaign = CampaignFactory()

    assert office.get(f"{LIST}add/").status_code == 403
    assert office.post(f"{LIST}{campaign.pk}/change/", {"state": "running"}).status_code == 403
    assert state(campaign) == "draft"


def test_a_campaign_is_found_by_its_vendor(office):
    campaign, _other = CampaignFactory(), CampaignFactory()

    page = office.get(LIST, {"q": campaign.vendor.slug})

    assert list(page.context["cl"].result_list) == [campaign]
