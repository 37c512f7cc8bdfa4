"""Gas and brake over the API; what the dashboard refuses, the API refuses in the same words."""

import pytest
from django.test import Client
from django.urls import reverse

from messaging.states import State
from tests.factories import CampaignFactory
from tests.wedsync.dashboard.stage import messages_of, running

VERBS = ["launch", "pause", "resume", "cancel"]


def act(client, campaign, verb):
    return client.post(f"/api/v1/campaigns/{campaign.pk}/{verb}/")


def test_a_campaign_is_paused_and_resumed(owner, vendor):
    campaign = running(vendor, State.QUEUED)

    assert act(owner, campaign, "pause").json()["state"] == "paused"
    assert [one.state for one in messages_of(campaign)] == ["held"]
    assert act(owner, campaign, "resume").json()["state"] == "running"


def test_a_campaign_is_cancelled_for_good(owner, vendor):
    campaign = running(vendor, State.QUEUED)

    assert act(owner, campaign, "cancel").json()["state"] == "cancelled"
    assert act(owner, campaign, "resume").status_code == 409


@pytest.mark.parametrize("state", ["draft", "running", "paused", "finished", "cancelled"])
@pytest.mark.parametrize("verb", VERBS)
def test_both_doors_refuse_the_same_for_the_same_reason(owner, vendor, state, verb):
    by_api, by_page = CampaignFactory.create_batch(2, vendor=vendor, state=state)

    api = act(owner, by_api, verb)
    page = owner.post(
        reverse(f"campaign-{verb}", args=[by_page.pk]), headers={"Accept": "application/json"}
    )

    refused = api.status_code == 409
    assert refused == (page.status_code == 409)
    if refused:
        assert api.headers["Content-Type"] == "application/problem+json"
        assert page.json() == {key: api.json()[key] for key in ("code", "detail")}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ["viewer", "assistant"])
def test_who_may_not_send_is_refused(as_role, vendor, role, verb):
    response = act(as_role(role), running(vendor, State.QUEUED), verb)

    assert response.status_code == 403
    assert response.json()["code"] == "permission_denied"


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_finds_no_campaign_to_touch(stranger, vendor, verb):
    campaign = running(vendor, State.QUEUED)

    assert act(stranger, campaign, verb).status_code == 404
    assert [one.state for one in messages_of(campaign)] == ["queued"]


def test_a_page_elsewhere_can_not_post_in_our_name(owner, vendor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner.cookies

    response = act(strict, running(vendor, State.QUEUED), "pause")

    assert response.status_code == 403
    assert "CSRF" in response.json()["detail"]
