"""A campaign's page says what was tried out, and how sure that is."""

import datetime as dt

import pytest
from django.urls import reverse

from campaigns.experiment.goals import Goal
from campaigns.experiments.assign_variants import assign
from campaigns.experiments.look import turn_to
from campaigns.experiments.open_experiment import open_experiment
from campaigns.experiments.reach_goal import Worth
from campaigns.models import Experiment
from messaging.states import State
from tests.campaigns.crowd import EVEN, Crowd
from tests.factories import CampaignFactory, PersonFactory, VariantFactory, WeddingFactory
from tests.wedsync.dashboard.stage import running
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def text_of(client, campaign):
    text = client.get(reverse("campaign", args=[campaign.pk])).content.decode()
    return " ".join(text.split())


@pytest.fixture
def campaign(vendor):
    return running(vendor, State.DELIVERED)


def tried(campaign, b_clicks=0, **also):
    """120 weddings in two variants, some of B's clicked, at the start of the experiment."""
    with tenant(campaign.vendor_id):
        crowd = Crowd(campaign.vendor, f"campaign:{campaign.pk}")
        got = crowd.assigned(120, **also)
        start = crowd.experiment.started_at
        told = crowd.told([unit for unit, key in got.items() if key != "held"], at=start)
        for unit in [unit for unit, key in got.items() if key == "B"][:b_clicks]:
            crowd.click(told[unit], at=start + DAY / 24)
    return crowd


def look(crowd, days):
    with tenant(crowd.vendor.pk):
        turn_to(crowd.experiment.pk, crowd.experiment.started_at + days * DAY)


def test_a_campaign_that_tried_nothing_says_nothing(owner, campaign):
    assert "What was tried out" not in text_of(owner, campaign)


def test_one_wording_for_everybody_is_no_experiment(owner, campaign):
    tried(campaign, weights={"A": 1})

    assert "What was tried out" not in text_of(owner, campaign)


def test_before_the_first_look_there_is_not_enough_data(owner, campaign):
    tried(campaign, b_clicks=40)

    text = text_of(owner, campaign)

    assert "Not enough data</span>" in text
    assert "the first look comes after a full week" in text
    assert "0 of 12 looks taken. The next is on" in text


def test_each_variant_shows_its_counts_and_how_sure_they_are(owner, campaign):
    tried(campaign, b_clicks=40)

    text = text_of(owner, campaign)

    assert '<td class="num" data-label="Followed a link">40</td>' in text
    assert '<td class="num" data-label="Followed a link">0</td>' in text
    assert text.count('<svg class="bar small"') == 2


def test_a_winner_is_named_and_stays_as_it_was(owner, campaign):
    crowd = tried(campaign, b_clicks=40)
    look(crowd, 7)
    look(crowd, 10)

    text = text_of(owner, campaign)

    assert "Winner</span>" in text
    assert "B won: " in text
    assert "2 of 12 looks taken. Opens" in text


def test_those_held_out_are_counted_beside(owner, campaign):
    tried(campaign, held=20)

    text = text_of(owner, campaign)

    assert "got nothing, on purpose" in text
    assert "choose another goal" in text


def test_what_a_goal_was_worth_is_in_the_vendors_money(owner, campaign):
    with tenant(campaign.vendor_id):
        open_experiment(campaign.vendor_id, f"campaign:{campaign.pk}", goal=Goal.ADD_ON)
    crowd = tried(campaign)
    with tenant(campaign.vendor_id):
        at = crowd.experiment.started_at + DAY
        unit = crowd.experiment.assignments.filter(variant_key="A").first().unit
        crowd.reach(unit, Goal.ADD_ON, at=at, value=Worth(25_000, "USD"))

    text = text_of(owner, campaign)

    assert "Bought an add-on</th>" in text
    assert "<small>$250.00</small>" in text


def test_somebody_elses_experiment_is_not_shown(stranger, campaign):
    tried(campaign)

    assert stranger.get(reverse("campaign", args=[campaign.pk])).status_code == 404


def test_many_weddings_cost_the_page_no_more_queries(owner, campaign, count_queries):
    tried(campaign)
    url = reverse("campaign", args=[campaign.pk])
    few = count_queries(owner, url)
    with tenant(campaign.vendor_id):
        subject = Experiment.objects.get().subject
        assign(
            campaign.vendor_id,
            subject,
            Crowd(campaign.vendor, subject).weddings(30),
            {**EVEN, "C": 1},
        )

    assert count_queries(owner, url) == few


def draft(vendor, couples, *, second=True):
    made = CampaignFactory(vendor=vendor)
    if second:
        VariantFactory(version=made.version, key="B")
    for _ in range(couples):
        WeddingFactory(client=PersonFactory(client__vendor=vendor).client)
    return made


def test_a_draft_of_two_wordings_says_what_it_can_show(owner, vendor):
    text = text_of(owner, draft(vendor, 3))

    assert "With 3 weddings no difference would show: each variant gets too few." in text


def test_a_draft_of_one_wording_promises_nothing(owner, vendor):
    assert "What this test can show" not in text_of(owner, draft(vendor, 1, second=False))
