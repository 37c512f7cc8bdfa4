"""A draft from its form to its launch."""

import datetime as dt

import pytest
from django.urls import reverse

from campaigns.models import Campaign
from tests.factories import (
    SUMMER,
    CampaignFactory,
    PersonFactory,
    VariantFactory,
    VersionFactory,
    WeddingFactory,
)
from tests.wedsync.dashboard.stage import only_campaign
from wedsync.vendors.tenancy import operator

HTMX = {"HX-Request": "true"}


def filled(version, **changes):
    fields = {"name": "Walk-through", "version": version.pk, "purpose": "helpful"}
    return fields | {"role": "primary", "life": "booked"} | changes


def test_a_draft_is_saved_and_shown_for_review(owner, vendor, version, couple):
    response = owner.post(reverse("campaign-new"), filled(version, tag=""))

    campaign = only_campaign()
    assert response.url == reverse("campaign", args=[campaign.pk])
    assert (campaign.vendor, campaign.state, campaign.name) == (vendor, "draft", "Walk-through")
    assert "Ready for 1 person" in owner.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"role": "guests"}, "Select a valid choice. guests is not one of the available choices."),
        ({"wedding_from": "soon"}, "Enter a valid date."),
        (
            {"wedding_from": "2027-06-02", "wedding_to": "2027-06-01"},
            "The audience ends before it begins.",
        ),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_saved(owner, version, wrong, sentence):
    response = owner.post(reverse("campaign-new"), filled(version, **wrong))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    with operator():
        assert Campaign.objects.count() == 0


def test_the_template_of_somebody_else_can_not_be_used(owner):
    foreign = VariantFactory().version

    assert owner.post(reverse("campaign-new"), filled(foreign)).status_code == 422


def test_only_the_newest_version_is_offered(owner, vendor, version):
    newest = VersionFactory(template=version.template, number=2)

    text = owner.get(reverse("campaign-new")).content.decode()

    assert f'value="{newest.pk}"' in text
    assert f'value="{version.pk}"' not in text


def test_a_draft_can_be_changed(owner, vendor, version):
    campaign = CampaignFactory(vendor=vendor, version=version)

    owner.post(reverse("campaign-edit", args=[campaign.pk]), filled(version, name="Rain plan"))

    assert only_campaign().name == "Rain plan"


def test_what_was_launched_meanwhile_is_not_changed(owner, vendor, version):
    campaign = CampaignFactory(vendor=vendor, version=version, state="running", name="Before")

    url = reverse("campaign-edit", args=[campaign.pk])
    response = owner.post(url, filled(version), headers=HTMX)

    assert response.status_code == 409
    assert only_campaign().name == "Before"


def test_the_form_counts_people_while_one_types(owner, vendor, couple):
    WeddingFactory(
        client=PersonFactory(client__vendor=vendor).client, date=SUMMER + dt.timedelta(days=90)
    )

    response = owner.get(
        reverse("audience"), {"role": "primary", "life": "booked", "wedding_to": "2027-06-30"}
    )

    assert response.context["reached"] == {"people": 1, "couples": 1}


def test_nobody_counts_the_people_of_another_vendor(stranger, couple):
    response = stranger.get(reverse("audience"), {"role": "primary", "life": ""})

    assert response.context["reached"] == {"people": 0, "couples": 0}
