"""What one does to a plan besides launching it."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.timezone import now as current_time

from campaigns.broadcasts.review import set_rule
from campaigns.models import Campaign, ReviewRule
from personalization.sign_off import Needs
from tests.factories import CampaignFactory
from tests.wedsync.dashboard.stage import only_campaign, running
from wedsync.vendors.tenancy import operator, tenant

HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(vendor, version, couple):
    return CampaignFactory(vendor=vendor, version=version)


@pytest.fixture
def second(vendor):
    with tenant(vendor.pk):
        set_rule(vendor, Needs.SECOND, actor="user:0")


def post(client, name, campaign, **data):
    return client.post(reverse(name, args=[campaign.pk]), data)


def page(client, campaign):
    return client.get(reverse("campaign", args=[campaign.pk])).content.decode()


@pytest.mark.usefixtures("second")
def test_a_draft_is_reviewed_by_two_and_launched(as_role, draft):
    writer, other = as_role("assistant"), as_role("manager")

    post(writer, "campaign-review", draft)
    assert only_campaign().state == "review"
    assert "has to approve it" in page(other, draft).replace("\n", " ")
    post(other, "campaign-approve", draft)
    assert "just as it is now" in page(other, draft)
    post(other, "campaign-launch", draft)

    assert only_campaign().state == "running"


def mark_on(client, campaign):
    return re.search(r'name="mark" value="(\w+)"', page(client, campaign)).group(1)


def changed(campaign):
    with operator():
        Campaign.objects.filter(pk=campaign.pk).update(purpose="marketing")


def test_only_what_was_looked_at_is_launched(owner, draft):
    mark = mark_on(owner, draft)
    changed(draft)

    response = owner.post(reverse("campaign-launch", args=[draft.pk]), {"mark": mark}, headers=HTMX)

    assert response.status_code == 409
    assert "Somebody changed this campaign meanwhile" in response.content.decode()
    assert only_campaign().state == "draft"


def test_what_was_looked_at_is_launched(owner, draft):
    post(owner, "campaign-launch", draft, mark=mark_on(owner, draft))

    assert only_campaign().state == "running"


@pytest.mark.usefixtures("second")
def test_only_what_was_looked_at_is_approved(as_role, draft):
    post(as_role("assistant"), "campaign-review", draft)
    other = as_role("manager")
    mark = mark_on(other, draft)
    changed(draft)

    post(other, "campaign-approve", draft, mark=mark)
    assert only_campaign().approved_hash == ""

    post(other, "campaign-approve", draft, mark=mark_on(other, draft))
    assert only_campaign().approved_hash != ""


@pytest.mark.usefixtures("second")
def test_who_asked_can_not_approve(owner, draft):
    post(owner, "campaign-review", draft)

    response = owner.post(reverse("campaign-approve", args=[draft.pk]), headers=HTMX)

    assert response.status_code == 409
    assert "Somebody else has to approve it" in response.content.decode()


@pytest.mark.usefixtures("second")
def test_what_is_sent_back_says_what_is_missing(owner, draft):
    post(owner, "campaign-review", draft)
    post(owner, "campaign-return", draft, word="the price is wrong")

    assert only_campaign().state == "draft"
    assert "the price is wrong" in page(owner, draft)


def test_an_assistant_approves_nothing(as_role, draft):
    assert post(as_role("assistant"), "campaign-approve", draft).status_code == 403


@pytest.mark.parametrize(
    "name",
    ["campaign-review", "campaign-approve", "campaign-return", "campaign-unplan", "campaign-copy",
     "campaign-budget"],
)  # fmt: skip
def test_nothing_is_done_to_somebody_elses(stranger, draft, name):
    assert post(stranger, name, draft).status_code == 404
    assert only_campaign().state == "draft"


def test_a_copy_opens_for_editing(owner, draft):
    response = post(owner, "campaign-copy", draft)

    with operator():
        copy = Campaign.objects.exclude(pk=draft.pk).get()
    assert response.url == reverse("campaign-edit", args=[copy.pk])
    assert (copy.state, copy.version_id) == ("draft", draft.version_id)


def test_a_planned_one_says_when_and_can_be_taken_back(owner, vendor, draft):
    with operator():
        Campaign.objects.update(
            state="scheduled", timing="at", starts_at=current_time() + dt.timedelta(days=2)
        )

    text = page(owner, draft)
    assert "is planned" in text
    assert "with whoever fits by then" in text
    post(owner, "campaign-unplan", draft)

    assert only_campaign().state == "draft"


def test_a_plan_is_paused_and_given_up_by_plain_forms(owner, draft):
    with operator():
        Campaign.objects.update(
            state="scheduled", timing="at", starts_at=current_time() + dt.timedelta(days=2)
        )

    post(owner, "campaign-pause", draft)
    assert "Go on" in page(owner, draft)
    assert "hx-target" not in page(owner, draft)
    post(owner, "campaign-cancel", draft)

    assert only_campaign().state == "cancelled"


def test_one_that_missed_its_moment_says_so_and_can_be_started(owner, draft):
    with operator():
        Campaign.objects.update(state="paused", reason="its moment passed")

    assert "It waits for you: its moment passed" in page(owner, draft)
    post(owner, "campaign-resume", draft)

    assert only_campaign().state == "running"


def test_more_money_lets_it_go_on(owner, vendor):
    campaign = running(vendor, planned=1)
    with operator():
        Campaign.objects.update(
            state="paused", reason="its own budget is used up", budget_micros=1,
            budget_currency="USD",
        )  # fmt: skip

    assert "Paused: its own budget is used up" in page(owner, campaign)
    post(owner, "campaign-budget", campaign, budget="12.50")

    assert only_campaign().budget_micros == 12_500_000


def test_a_budget_that_is_no_amount_is_refused(owner, vendor):
    campaign = running(vendor, planned=1)

    url = reverse("campaign-budget", args=[campaign.pk])
    response = owner.post(url, {"budget": "much"}, headers=HTMX)

    assert response.status_code == 409
    assert "is not an amount" in response.content.decode()


def test_an_owner_decides_who_has_to_look(owner, vendor):
    response = owner.post(reverse("campaign-rule"), {"needs": "owner"}, follow=True)

    assert "From now on" in response.content.decode()
    with operator():
        assert ReviewRule.objects.get().needs == "owner"


def test_nobody_else_does(as_role, vendor):
    response = as_role("manager").post(reverse("campaign-rule"), {"needs": "owner"})

    assert "An owner of the business decides." in response.content.decode()
    with operator():
        assert not ReviewRule.objects.exists()


def test_a_rule_there_is_not_is_refused(owner, vendor):
    assert owner.post(reverse("campaign-rule"), {"needs": "pope"}).status_code == 422
