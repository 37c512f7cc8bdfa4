"""What can be taken away has its button, and only whoever may sees it."""

import pytest
from django.urls import reverse

from campaigns.models import Enrollment, Timeline
from personalization.models import Template
from tests.campaigns.inside import entered, published, step
from tests.factories import CampaignFactory, PersonFactory, TemplateFactory, WeddingFactory
from tests.wedsync.dashboard.markup import faults, is_strict
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client


def shown(client, name, pk):
    page = client.get(reverse(name, args=[pk]))
    text = page.content.decode()
    assert page.status_code == 200
    assert is_strict(page)
    assert not faults(text)
    return text


@pytest.fixture
def wedding(vendor):
    made = WeddingFactory(client__vendor=vendor)
    PersonFactory(client=made.client)
    return made


def things(vendor, wedding):
    """Page, its id, and the address of the button on it."""
    campaign, template = CampaignFactory(vendor=vendor), TemplateFactory(vendor=vendor)
    with operator():
        person = wedding.client.people.get()
        timeline = Timeline.objects.create(vendor=vendor, name="New", draft={"steps": []})
    return [
        ("campaign", campaign.pk, reverse("campaign-remove", args=[campaign.pk])),
        ("template", template.pk, reverse("template-retire", args=[template.pk])),
        ("timeline", timeline.pk, reverse("timeline-discard", args=[timeline.pk])),
        ("wedding", wedding.pk, reverse("wedding-remove", args=[wedding.pk])),
        ("wedding", wedding.pk, reverse("client-archive", args=[wedding.client_id])),
        ("wedding", wedding.pk, reverse("person-remove", args=[person.pk])),
    ]


def test_every_page_has_its_button(owner, vendor, wedding):
    for page, pk, url in things(vendor, wedding):
        assert url in shown(owner, page, pk)


def test_who_only_looks_sees_no_button_and_removes_nothing(as_role, vendor, wedding):
    viewer = as_role("viewer")

    for page, pk, url in things(vendor, wedding):
        assert url not in shown(viewer, page, pk)
        assert viewer.post(url).status_code == 403


def test_a_couple_is_put_away_and_fetched_back_where_one_stands(owner, vendor, wedding):
    put = owner.post(reverse("client-archive", args=[wedding.client_id]), follow=True)
    back = reverse("client-back", args=[wedding.client_id])

    assert back in put.content.decode()
    assert back in shown(owner, "wedding", wedding.pk)
    owner.post(back)
    with operator():
        assert Client.objects.get(pk=wedding.client_id).archived_at is None


def test_a_template_is_retired_and_fetched_back_where_one_stands(owner, vendor):
    template = TemplateFactory(vendor=vendor, name="Our letter")
    back = reverse("template-back", args=[template.pk])

    put = owner.post(reverse("template-retire", args=[template.pk]), follow=True)

    assert back in put.content.decode()
    assert back in shown(owner, "template", template.pk)
    assert back in owner.get(f"{reverse('templates')}?of=retired").content.decode()
    owner.post(back)
    with operator():
        assert Template.objects.get(pk=template.pk).archived_at is None


def test_what_is_out_of_choice_has_a_tab_once_there_is_something(owner, vendor):
    template = TemplateFactory(vendor=vendor)
    tab = "of=retired"

    assert tab not in owner.get(reverse("templates")).content.decode()
    owner.post(reverse("template-retire", args=[template.pk]))
    assert tab in owner.get(reverse("templates")).content.decode()


def test_the_librarys_template_is_nobodys_to_fetch_back(owner):
    library = TemplateFactory(vendor=None)

    assert owner.post(reverse("template-back", args=[library.pk])).status_code == 404


def test_a_wedding_is_taken_out_of_a_timeline_on_its_page(owner, vendor, wedding):
    inside = entered(published(vendor, step("1")), wedding)[0]
    url = reverse("enrollment-leave", args=[inside.pk])

    assert url in shown(owner, "wedding", wedding.pk)
    owner.post(url)

    with operator():
        assert Enrollment.objects.get(pk=inside.pk).state == "exited"
    assert url not in shown(owner, "wedding", wedding.pk)
