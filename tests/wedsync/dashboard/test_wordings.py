"""A template's page: what it says, what it said before, who got it, what changed."""

from dataclasses import replace

import pytest
from django.urls import reverse

from personalization.models import Template
from personalization.publish import publish
from tests.factories import (
    MessageFactory,
    PersonFactory,
    TemplateFactory,
    VariantFactory,
)
from tests.personalization.drafts import DRAFT
from wedsync.vendors.tenancy import operator, tenant


@pytest.fixture
def template(vendor):
    template = TemplateFactory(vendor=vendor, name="Walk-through")
    with tenant(vendor.pk):
        publish(template, [DRAFT], note="A first try", actor="user:1")
        publish(template, [replace(DRAFT, subject="Sooner than you think")], actor="user:1")
    return template


def text(client, name, *args, status=200, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status
    return response.content.decode()


def said_by(version, vendor, count=1):
    with operator():
        variant = version.variants.get()
    return [
        MessageFactory(
            person=PersonFactory(client__vendor=vendor, given_name=f"Lena{n}"), variant=variant
        )
        for n in range(count)
    ]


def test_a_template_shows_what_it_says_and_said(owner, template):
    page = text(owner, "template", template.pk)

    assert "Sooner than you think" in page
    assert "A first try" in page
    assert page.count("Who got it") == 2


def test_the_library_is_open_to_all_and_nobodys_to_change(owner):
    library = VariantFactory(version__template=TemplateFactory(vendor=None)).version
    VariantFactory(version__template=library.template, version__number=2)

    page = text(owner, "template", library.template_id)
    refused = owner.post(reverse("template-restore", args=[library.template_id, 1]))

    assert "From the library" in page
    assert "Go back to it" not in page
    assert refused.status_code == 404


def test_a_template_without_a_version_says_so(owner, vendor):
    template = TemplateFactory(vendor=vendor)

    assert "Nothing published yet" in text(owner, "template", template.pk)
    text(owner, "template-compare", template.pk, status=404)
    text(owner, "template-preview", template.pk, status=404)


def test_who_got_a_version_is_listed_with_what_became_of_it(owner, vendor, template):
    with operator():
        first = template.versions.get(number=1)
    said_by(first, vendor, 2)

    assert "Lena1" in text(owner, "template-version", template.pk, 1)
    assert "Nobody yet" in text(owner, "template-version", template.pk, 2)
    text(owner, "template-version", template.pk, 9, status=404)


def test_who_got_it_takes_as_many_queries_for_many(owner, vendor, template, count_queries):
    with operator():
        first = template.versions.get(number=1)
    url = reverse("template-version", args=[template.pk, 1])
    said_by(first, vendor)
    one = count_queries(owner, url)
    said_by(first, vendor, 20)

    assert count_queries(owner, url) == one


def test_two_versions_are_compared_the_last_two_first(owner, template):
    page = text(owner, "template-compare", template.pk)

    assert "From version 1 to version 2" in page
    assert "<ins>Sooner than you think</ins>" in page
    same = text(owner, "template-compare", template.pk, **{"from": 2, "to": 2})
    assert "They say the same" in same
    text(owner, "template-compare", template.pk, to=7, status=404)


def test_going_back_makes_a_version(owner, template):
    response = owner.post(reverse("template-restore", args=[template.pk, 1]), follow=True)

    assert "as version 3" in response.content.decode()
    with operator():
        assert template.current.note == "Back to version 1"


def test_going_back_to_what_it_says_now_is_refused(owner, template):
    response = owner.post(reverse("template-restore", args=[template.pk, 2]), follow=True)

    assert "This is what it says now." in response.content.decode()


def test_a_viewer_may_look_and_not_go_back(as_role, template):
    viewer = as_role("viewer")

    assert "Go back to it" not in text(viewer, "template", template.pk)
    assert viewer.post(reverse("template-restore", args=[template.pk, 1])).status_code == 403


def test_somebody_elses_template_is_not_there(stranger, template):
    for name in ("template", "template-compare", "template-preview"):
        text(stranger, name, template.pk, status=404)


def test_a_copy_says_when_the_librarys_text_has_changed(owner, vendor):
    library = VariantFactory(
        version__template=TemplateFactory(vendor=None, name="Welcome", key="welcome")
    ).version
    owner.post(reverse("template-copy", args=[library.template_id]))
    with operator():
        copy = Template.objects.get(vendor=vendor)
    before = text(owner, "template", copy.pk)
    VariantFactory(version__template=library.template, version__number=2)

    assert "has changed since you copied it" not in before
    assert "has changed since you copied it" in text(owner, "template", copy.pk)
