"""Operators see every template and version, edit only what may be edited, and look at mails."""

import pytest

from personalization.models import Template
from tests.factories import TemplateFactory, UserFactory, VariantFactory, VendorFactory

LIST = "/admin/personalization/template/"


@pytest.fixture
def operator_client(db, client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_of_any_length_takes_the_same_queries(
    operator_client, many, django_assert_num_queries
):
    for _ in range(many):
        VariantFactory(version__template__vendor=VendorFactory())

    with django_assert_num_queries(9):
        page = operator_client.get(LIST)

    assert page.status_code == 200
    assert len(page.context["cl"].result_list) == many
    assert page.context["cl"].result_list[0].latest == 1


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Hers", "Ours"]),
        ("?whose=library", ["Ours"]),
        ("?whose=vendors", ["Hers"]),
        ("?q=Hers", ["Hers"]),
        ("?purpose__exact=marketing", ["Ours"]),
        ("?stage__exact=upcoming", ["Ours"]),
        ("?kind=venue", ["Hers", "Ours"]),
        ("?kind=florist", ["Hers"]),
        ("?archived_at__isempty=0", []),
    ],
)
def test_templates_are_found_by_owner_purpose_and_words(operator_client, query, names):
    about = {"purpose": "marketing", "kinds": ["venue"], "stage": "upcoming"}
    TemplateFactory(vendor=None, name="Ours", **about)
    TemplateFactory(vendor=VendorFactory(), name="Hers")

    found = operator_client.get(LIST + query).context["cl"].result_list

    assert [template.name for template in found] == names


def test_a_published_template_keeps_its_purpose_and_shows_its_versions(operator_client):
    variant = VariantFactory(version__template__vendor=None, version__note="For autumn")
    template = variant.version.template

    page = operator_client.get(f"{LIST}{template.pk}/change/")
    operator_client.post(
        f"{LIST}{template.pk}/change/",
        {"name": "New name", "purpose": "emergency", "versions-TOTAL_FORMS": 0,
         "versions-INITIAL_FORMS": 0},
    )  # fmt: skip

    text = page.content.decode()
    assert "For autumn" in text
    assert f"{LIST}preview/{variant.pk}/" in text
    assert 'name="versions-0-note"' not in text
    with_name = operator_client.get(f"{LIST}?q=New+name").context["cl"].result_list
    assert [(one.name, one.purpose) for one in with_name] == [("New name", "helpful")]


def test_a_preview_is_the_mail_alone_and_may_run_nothing(operator_client):
    variant = VariantFactory(version__template__vendor=None)

    page = operator_client.get(f"{LIST}preview/{variant.pk}/")

    assert "how is Villa Aurora?" in page.content.decode()
    assert page["Content-Security-Policy"].startswith("sandbox; default-src 'none';")


def test_a_preview_that_can_not_be_made_says_why(operator_client):
    compiled = {**VariantFactory().compiled, "subject": "{{ brand.x }}", "digest": "x"}
    variant = VariantFactory(compiled=compiled)

    page = operator_client.get(f"{LIST}preview/{variant.pk}/")

    assert page.content.decode() == (
        "<p>brand.x is missing and the template has no fallback for it.</p>"
    )


def test_a_preview_of_nothing_is_not_found(operator_client):
    assert operator_client.get(f"{LIST}preview/{TemplateFactory().pk}/").status_code == 404


def test_nobody_deletes_a_template(operator_client):
    template = TemplateFactory()

    assert operator_client.post(f"{LIST}{template.pk}/delete/").status_code == 403


def test_strangers_see_nothing(db, client):
    assert client.get(LIST).status_code == 302
    assert Template.objects.count() == 0
