"""A draft looked at and launched."""

import pytest
from django.urls import reverse

from campaigns.models import Recipient
from tests.factories import (
    CampaignFactory,
    PersonFactory,
)
from tests.wedsync.dashboard.stage import only_campaign
from wedsync.vendors.tenancy import operator


def test_a_review_foresees_what_would_wait(owner, vendor, version, couple):
    PersonFactory(client=couple.client, email="")
    campaign = CampaignFactory(vendor=vendor, version=version)

    text = owner.get(reverse("campaign-forecast", args=[campaign.pk])).content.decode()

    assert "<b>1</b> of 2 would leave at once" in text
    assert "<b>1</b> would wait: no address for email" in " ".join(text.split())


def test_a_review_shows_the_letter_in_a_frame_that_can_do_nothing(owner, vendor, version, couple):
    campaign = CampaignFactory(vendor=vendor, version=version)

    response = owner.get(reverse("campaign-preview", args=[campaign.pk]))

    policy = response.headers["Content-Security-Policy"]
    assert "Hi Lena" in response.content.decode()
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_without_anybody_an_imaginary_couple_reads_it(owner, vendor, version):
    campaign = CampaignFactory(vendor=vendor, version=version)

    page = owner.get(reverse("campaign", args=[campaign.pk])).content.decode()

    assert "As an imaginary couple would read it" in page
    assert "Nobody fits yet" in page


def test_a_launch_fixes_the_audience(owner, vendor, version, couple):
    campaign = CampaignFactory(vendor=vendor, version=version)

    response = owner.post(reverse("campaign-launch", args=[campaign.pk]))

    assert response.url == reverse("campaign", args=[campaign.pk])
    with operator():
        assert Recipient.objects.filter(campaign=campaign).count() == 1
    assert only_campaign().state == "running"


def test_a_launch_without_anybody_is_refused_in_a_sentence(owner, vendor, version):
    campaign = CampaignFactory(vendor=vendor, version=version)

    response = owner.post(reverse("campaign-launch", args=[campaign.pk]), follow=True)

    assert "Nobody fits this audience." in response.content.decode()
    assert only_campaign().state == "draft"


@pytest.mark.parametrize(
    "name", ["campaign-edit", "campaign-preview", "campaign-forecast", "campaign"]
)
def test_the_draft_of_somebody_else_is_not_there(stranger, vendor, version, name):
    campaign = CampaignFactory(vendor=vendor, version=version)

    assert stranger.get(reverse(name, args=[campaign.pk])).status_code == 404
