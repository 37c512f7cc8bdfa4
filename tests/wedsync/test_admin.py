"""Every page of the operators' admin opens, and none costs more when there is more to show."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from messaging.models import Handed
from tests.factories import UserFactory
from tests.wedsync.season import season
from tests.wedsync.visits import visit_everybody
from wedsync.vendors.models import Membership, SupportLook
from wedsync.weddings.models import WeddingDay

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

HOUSE = ("wedsync", "personalization", "campaigns", "messaging", "crm_connectors")
# Seen on the page of what they belong to, and nowhere else.
INSIDE = {Membership, WeddingDay, Handed, SupportLook}


def ours():
    """The models of the house, in the order of their names."""
    found = (m for m in apps.get_models() if m.__module__.split(".")[0] in HOUSE)
    return sorted(found, key=lambda model: model._meta.label)


PAGES = [model for model in ours() if admin.site.is_registered(model)]


@pytest.fixture
def operator(client):
    client.boss = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(client.boss)
    ContentType.objects.get_for_models(*PAGES)  # which Django asks for once, and keeps
    return client


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_every_model_has_a_page_or_is_part_of_one():
    without = {model for model in ours() if not admin.site.is_registered(model)}

    assert {model.__name__ for model in without - INSIDE} == {
        "Bucket",  # a number that nobody could read anything from
        "TemplateVersion",  # on the page of its template, with previews of its variants
        "Variant",
    }


def test_a_list_costs_the_same_however_long_it_is(operator):
    costs = []

    for more in (1, 2, 47):
        for n in range(more):
            season(f"studio-{len(costs)}-{n}")
        visit_everybody(operator.boss)
        costs.append({model: queries(operator, page(model, "changelist")) for model in PAGES})

    assert costs == [costs[0]] * 3


def test_a_page_costs_the_same_however_much_hangs_on_it(operator):
    costs = []

    for several in (1, 3):
        rows = season(f"studio-{several}", several)
        visit_everybody(operator.boss)
        costs.append(
            {
                model: queries(operator, page(model, "change", rows[model][0].pk))
                for model in PAGES
                if model in rows
            }
        )

    assert costs[0] == costs[1]


@pytest.mark.parametrize("model", sorted(admin.site._registry, key=lambda m: m._meta.label))
def test_every_list_and_form_opens(operator, model):
    lists = operator.get(page(model, "changelist"))
    form = operator.get(page(model, "add"))

    assert lists.status_code == 200
    may_add = admin.site._registry[model].has_add_permission(form.wsgi_request)
    assert form.status_code == (200 if may_add else 403)


@pytest.mark.parametrize("term", ["lena@example.com", "0" * 32, "\x00"])
@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_any_word_may_be_searched_for(operator, model, term):
    response = operator.get(page(model, "changelist"), {"q": term})

    assert response.status_code == 200


def test_the_front_page_opens(operator):
    assert operator.get("/admin/").status_code == 200


def test_the_picker_of_a_vendor_finds_it(operator):
    season("studio-a")
    season("studio-b")

    field = {"app_label": "messaging", "model_name": "provideraccount", "field_name": "vendor"}
    found = operator.get("/admin/autocomplete/", {"term": "studio-b", **field}).json()

    assert [one["text"] for one in found["results"]] == ["studio-b"]
