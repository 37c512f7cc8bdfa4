"""The third step of a campaign."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from tests.factories import CampaignFactory
from tests.wedsync.dashboard.stage import only_campaign
from tests.wedsync.dashboard.test_drafts import filled
from wedsync.dashboard.plan_forms import CapForm, written
from wedsync.dashboard.when_forms import WhenForm


def test_what_is_left_empty_stays_usual(owner, version, couple):
    owner.post(reverse("campaign-new"), filled(version))

    campaign = only_campaign()
    assert (campaign.strategy, campaign.ways, campaign.timing) == ("one", ("email",), "now")
    assert (campaign.budget_micros, campaign.holdout_percent) == (None, 0)


def test_everything_chosen_is_kept(owner, version, couple):
    owner.post(
        reverse("campaign-new"),
        filled(
            version, strategy="chain", channel="sms", second="email", timing="at",
            starts_at="2027-06-01T09:30", grace_minutes="15", deadline="2027-06-05T18:00",
            per_hour="200", budget="25.50", goal="deposit", goal_days="30", holdout_percent="10",
        ),
    )  # fmt: skip

    campaign = only_campaign()
    assert campaign.ways == ("sms", "email")
    home = ZoneInfo(campaign.vendor.timezone)
    assert campaign.starts_at == dt.datetime(2027, 6, 1, 9, 30, tzinfo=home)
    assert campaign.deadline == dt.datetime(2027, 6, 5, 18, tzinfo=home)
    assert (campaign.budget_micros, campaign.budget_currency) == (25_500_000, "USD")
    assert (campaign.goal, campaign.goal_days, campaign.grace_minutes) == ("deposit", 30, 15)
    assert (campaign.per_hour, campaign.holdout_percent) == (200, 10)


def test_a_draft_is_shown_as_it_was_kept(owner, vendor, version):
    campaign = CampaignFactory(
        vendor=vendor, version=version, strategy="preferred", further=["sms"],
        budget_micros=12_340_000, budget_currency="USD",
    )  # fmt: skip

    text = owner.get(reverse("campaign-edit", args=[campaign.pk])).content.decode()

    assert 'value="12.34"' in text
    assert "selected>SMS" in text


def test_a_moment_is_shown_on_the_vendors_wall(owner, vendor, version):
    campaign = CampaignFactory(
        vendor=vendor, version=version, state="scheduled", timing="at",
        starts_at=dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC),
    )  # fmt: skip

    text = owner.get(reverse("campaign-edit", args=[campaign.pk])).content.decode()

    assert 'value="2027-06-01T02:00"' in text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"budget": "much"}, "is not an amount"),
        ({"budget": "-1"}, "less than nothing"),
        ({"holdout_percent": "51"}, "less than or equal to 50"),
        ({"starts_at": "soon"}, "Enter a valid date/time"),
        ({"strategy": "pigeon"}, "Select a valid choice"),
        # The hour that spring leaves out where the vendor lives.
        ({"starts_at": "2027-03-14T02:30"}, "be interpreted in time zone"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_saved(owner, version, wrong, sentence):
    response = owner.post(reverse("campaign-new"), filled(version, **wrong))

    assert response.status_code == 422
    assert sentence in response.content.decode()


@pytest.mark.parametrize("amount", [0, 1, 12_340_000, 25_000_000])
def test_a_budget_is_read_as_it_was_written(amount):
    form = CapForm("USD", {"budget": written(amount)})

    assert form.is_valid()
    assert form.cleaned_data["budget"] == amount


def test_no_budget_is_none():
    form = CapForm("USD", {"budget": written(None)})

    assert form.is_valid()
    assert form.cleaned_data["budget"] is None


def test_a_budget_is_in_the_vendors_money(vendor):
    assert WhenForm(vendor)["budget"].label == "Budget, in USD"
