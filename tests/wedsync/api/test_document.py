"""The OpenAPI document: valid, complete, with examples that hold; and the pages that draw it."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from drf_spectacular.validation import validate_schema
from rest_framework import serializers

from tests.wedsync.addresses import routes
from tests.wedsync.dashboard.markup import faults, policy
from wedsync.api import (
    accounts,
    bulk_fields,
    campaigns,
    clients,
    consents,
    emergencies,
    enrollments,
    offers,
    people,
    reflow_fields,
    reflows,
    steps,
    suppressions,
    timelines,
    webhooks,
    wedding_fields,
)
from wedsync.api.examples import EXAMPLES
from wedsync.api.reference import built
from wedsync.api.thinned import thinned
from wedsync.api.urls import router

MODULES = [
    accounts, bulk_fields, campaigns, clients, consents, emergencies, enrollments, offers, people,
    reflow_fields, reflows,
    steps, suppressions, timelines, webhooks, wedding_fields,
]  # fmt: skip
PAGES = ["api-reference", "api-redoc"]
OURS = {"/api/v1/openapi.json", "/api/v1/reference/", "/api/v1/redoc/", "/api/v1/nowhere"}


def operations():
    for path, methods in built()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_document_is_valid():
    validate_schema(built())

    assert built()["openapi"].startswith("3.1")


def test_every_address_stands_in_it():
    swept = {path for path in routes() if path.startswith("/api/")} - OURS

    assert {path.replace("{id}", "<id>") for path in built()["paths"]} == swept


def test_every_method_stands_in_it():
    known = {(path, method) for path, method, _ in operations()}
    served = set()
    for pattern in router.urls:
        path = "/api/v1/" + str(pattern.pattern).replace("<uuid:pk>", "{id}")
        served |= {(path, method) for method in pattern.callback.actions if method != "head"}

    assert known == served


def test_every_error_is_told_as_a_problem():
    for path, method, operation in operations():
        errors = {code: one for code, one in operation["responses"].items() if code >= "400"}
        assert {"400", "401", "403", "404", "429"} <= set(errors), (path, method)
        for one in errors.values():
            assert list(one["content"]) == ["application/problem+json"]


def test_every_operation_says_what_it_does_and_which_scope_it_needs():
    for path, method, operation in operations():
        words, _, scope = operation["description"].partition("Scope: ")
        assert scope, (path, method)
        assert words.strip() or operation["operationId"].endswith(("_list", "_retrieve")), path


def test_what_fields_may_leave_out_is_never_required():
    schemas = built()["components"]["schemas"]
    names = thinned(built())

    assert {"Account", "Client", "Message", "MessageInFull", "Wedding"} <= names
    assert [name for name in names if "required" in schemas[name]] == []
    assert schemas["PaginatedAccountList"]["required"] == ["results", "next"]


def write_serializers():
    for module in MODULES:
        for name, one in vars(module).items():
            if isinstance(one, type) and issubclass(one, serializers.Serializer):
                yield name, one


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_example_is_valid(name, vendor, rf):
    request = rf.post("/")
    request.vendor = vendor
    form = dict(write_serializers())[name](data=EXAMPLES[name], context={"request": request})

    assert form.is_valid(), form.errors


def test_everything_that_comes_in_has_an_example():
    taken = {
        body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for _, method, operation in operations()
        if method == "post" and (body := operation.get("requestBody"))
    }

    assert taken == set(EXAMPLES)


def test_anybody_may_read_it(db):
    response = Client().get(reverse("api-document"))

    assert response.headers["Content-Type"] == "application/json"
    assert json.loads(response.content)["info"]["title"] == "WedSync"


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_run_no_script_but_our_files(db, name):
    response = Client().get(reverse(name))
    html = response.content.decode()

    assert response.status_code == 200
    assert policy(response)["script-src"] == ["'self'"]
    assert "'unsafe-inline'" in policy(response)["style-src"]
    assert not faults(html)
    for file in (word.split('"')[0] for word in html.split('src="/static/')[1:]):
        assert finders.find(file), file
