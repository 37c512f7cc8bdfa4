"""A draft from its form to its launch."""

import datetime as dt
from uuid import UUID

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
    return fields | {"role": "primary"} | asked(0, "life", "is", value="booked") | changes


def asked(place, field, operator, **given):
    """The fields of one condition."""
    row = {"field": field, "is": operator, **given}
    return {f"at.{place}.{name}": value for name, value in row.items()}


def test_a_draft_is_saved_and_shown_for_review(owner, vendor, version, couple):
    response = owner.post(reverse("campaign-new"), filled(version))

    campaign = only_campaign()
    assert response.url == reverse("campaign", args=[campaign.pk])
    assert (campaign.vendor, campaign.state, campaign.name) == (vendor, "draft", "Walk-through")
    assert "Ready for 1 person" in owner.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"role": "guests"}, "Select a valid choice. guests is not one of the available choices."),
        (asked(1, "date", "from", value="soon"), "Condition 2: &#x27;soon&#x27; is not a day"),
        (
            asked(1, "date", "during", **{"from": "2027-06-02", "to": "2027-06-01"}),
            "Condition 2: it ends before it begins.",
        ),
        ({"role": "then_other", "hours": "0"}, "greater than or equal to 1"),
        (asked(1, "segment", "", value=str(UUID(int=7))), "is no longer there"),
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

    until = asked(0, "date", "until", value="2027-06-30")
    response = owner.get(reverse("audience"), {"role": "primary", **until})

    assert reach(response) == (1, 1)
    assert "Wedding day: 19 Jun 2027" in response.content.decode()


def test_nobody_counts_the_people_of_another_vendor(stranger, couple):
    response = stranger.get(reverse("audience"), {"role": "primary"})

    assert reach(response) == (0, 0)


def test_a_half_filled_row_is_no_error_while_one_types(owner):
    response = owner.get(reverse("audience"), {"role": "primary", **asked(0, "guests", "over")})

    assert response.status_code == 200
    assert "Condition 1:" in response.content.decode()


def test_without_a_script_a_button_adds_a_row_and_saves_nothing(owner, version):
    response = owner.post(reverse("campaign-new"), filled(version, do="add:"))

    text = response.content.decode()
    assert response.status_code == 200
    assert 'name="at.1.field"' in text
    assert 'value="Walk-through"' in text
    with operator():
        assert Campaign.objects.count() == 0


def test_a_stored_draft_shows_its_conditions(owner, vendor, version):
    campaign = CampaignFactory(vendor=vendor, version=version, audience={"tag": "vip"})

    text = owner.get(reverse("campaign-edit", args=[campaign.pk])).content.decode()

    assert '<option value="tag" selected>' in text
    assert 'value="vip"' in text


def test_the_review_says_who_is_meant(owner, vendor, version):
    audience = {"role": "then_other", "hours": 24, "conditions": [{"field": "abroad", "is": "yes"}]}
    campaign = CampaignFactory(vendor=vendor, version=version, audience=audience)

    text = owner.get(reverse("campaign", args=[campaign.pk])).content.decode()

    assert "after 24 hours" in text
    assert "In another country than yours: yes" in text


def reach(response):
    counted = response.context["reach"]["counted"]
    return counted.people, counted.couples
