"""The list of campaigns, and one on its way."""

import uuid

import pytest
from django.urls import reverse

from campaigns.models import Campaign
from messaging.states import State
from tests.factories import CampaignFactory
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.vendors.tenancy import operator

HTMX = {"HX-Request": "true"}


def page(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_list_says_what_to_do(owner):
    text = page(owner, "campaigns")

    assert "Say something to your couples" in text
    assert reverse("campaign-new") in text


def test_the_list_shows_how_far_each_is(owner, vendor):
    campaign = running(vendor, State.DELIVERED, State.HELD, planned=2)

    text = page(owner, "campaigns")

    assert campaign.name in text
    assert 'aria-valuetext="1 of 4"' in text


@pytest.mark.parametrize("name", ["campaign", "campaign-standing", "campaign-recipients"])
def test_a_campaign_of_somebody_else_is_not_there(stranger, vendor, name):
    campaign = running(vendor, State.QUEUED)

    assert stranger.get(reverse(name, args=[campaign.pk])).status_code == 404


def test_a_campaign_nobody_made_is_not_there(owner):
    assert owner.get(reverse("campaign", args=[uuid.uuid4()])).status_code == 404


def test_a_running_campaign_counts_by_state_and_says_why(owner, vendor):
    campaign = running(vendor, State.DELIVERED, State.DELIVERED, planned=1)
    running(vendor, State.BOUNCED)

    text = page(owner, "campaign", campaign.pk)

    assert "Delivered 2</a" in text.replace("\n", "")
    assert "Being written 1</a" in text.replace("\n", "")
    assert "Bounced" not in text


def test_what_is_held_is_shown_with_its_reason(owner, vendor):
    campaign = running(vendor, State.HELD, State.HELD, reason="their wedding day")

    text = page(owner, "campaign-standing", campaign.pk)

    assert "Their wedding day" in text


@pytest.mark.parametrize(
    ("state", "names"),
    [("", 3), ("delivered", 1), ("planned", 1), ("held", 0), ("no-such-state", 0)],
)
def test_people_are_listed_by_state(owner, vendor, state, names):
    campaign = running(vendor, State.DELIVERED, State.QUEUED, planned=1)

    text = page(owner, "campaign-recipients", campaign.pk, state=state)

    assert text.count("Lena Ortiz") == names


def test_people_come_page_by_page(owner, vendor):
    campaign = running(vendor, planned=30)

    response = owner.get(reverse("campaign-recipients", args=[campaign.pk]))
    cursor = response.context["page"].next
    text = page(owner, "campaign-recipients", campaign.pk, after=cursor)

    assert text.count("Lena Ortiz") == 5


def test_a_cursor_from_nowhere_is_not_found(owner, vendor):
    url = reverse("campaign-recipients", args=[running(vendor, planned=1).pk])

    assert owner.get(url, {"after": "nonsense"}).status_code == 404


@pytest.mark.parametrize("name", ["campaigns", "campaign", "campaign-recipients"])
def test_a_page_asks_no_more_for_fifty_than_for_one(owner, vendor, count_queries, name):
    first = running(vendor, State.DELIVERED)
    asked = []
    for more in (0, 2, 47):
        for _ in range(more if name == "campaigns" else 0):
            CampaignFactory(vendor=vendor, version=first.version)
        campaign = running(vendor, *[State.DELIVERED] * more) if more else first
        url = reverse(name, args=[] if name == "campaigns" else [campaign.pk])
        asked.append(count_queries(owner, url))

    assert len(set(asked)) == 1


def test_pausing_holds_what_waits_and_shows_the_new_standing(owner, vendor):
    campaign = running(vendor, State.QUEUED, State.DELIVERED)

    response = owner.post(reverse("campaign-pause", args=[campaign.pk]), headers=HTMX)

    assert "Paused: nothing more leaves" in response.content.decode()
    assert [one.state for one in messages_of(campaign)] == ["held", "delivered"]


def test_resuming_frees_it_again(owner, vendor):
    campaign = running(vendor, State.QUEUED)
    owner.post(reverse("campaign-pause", args=[campaign.pk]))

    owner.post(reverse("campaign-resume", args=[campaign.pk]))

    assert [one.state for one in messages_of(campaign)] == ["queued"]


def test_cancelling_drops_what_has_not_left(owner, vendor):
    campaign = running(vendor, State.QUEUED, State.DELIVERED)

    owner.post(reverse("campaign-cancel", args=[campaign.pk]))

    assert [one.state for one in messages_of(campaign)] == ["cancelled", "delivered"]
    with operator():
        assert Campaign.objects.get(pk=campaign.pk).state == "cancelled"


def test_a_stranger_stops_nothing(stranger, vendor):
    campaign = running(vendor, State.QUEUED)

    response = stranger.post(reverse("campaign-cancel", args=[campaign.pk]))

    assert response.status_code == 404
    assert [one.state for one in messages_of(campaign)] == ["queued"]


def test_a_viewer_sees_no_brake(as_role, vendor):
    campaign = running(vendor, State.QUEUED)

    assert "Pause" not in page(as_role("viewer"), "campaign", campaign.pk)
