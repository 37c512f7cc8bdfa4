"""Webhooks over the API: opened, changed, tested, replayed; hooks that programs subscribe."""

import pytest
from django.urls import reverse

from crm_connectors.models import Delivery, Endpoint
from tests.factories import MembershipFactory
from tests.wedsync.api.conftest import program_of
from tests.wedsync.dashboard.test_pages import told
from wedsync.vendors.tenancy import operator

URL = "https://hooks.example.com/in"
SAID = {"url": URL, "kinds": ["client.created", "reply.received"]}
HOOK = {"target_url": URL, "event": "client.created"}


@pytest.fixture
def made(program):
    response = program.post("webhooks/", SAID)
    assert response.status_code == 201, response.content
    return response.json()


def test_one_is_opened_and_listed(program, made):
    assert made["state"] == "active"
    assert program.get("webhooks/").json()["results"] == [made]


def test_its_secret_is_asked_for_and_never_kept(program, made):
    asked = program.post(f"webhooks/{made['id']}/secret/", idempotency_key="a" * 8)
    program.post(f"webhooks/{made['id']}/rotate/")
    again = program.post(f"webhooks/{made['id']}/secret/", idempotency_key="a" * 8)

    assert asked.json()["secret"].startswith("whsec_")
    assert again.json()["secret"] != asked.json()["secret"]
    assert again.json()["old"] == asked.json()["secret"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"kinds": ["client.created"]}, "url"),
        ({"url": URL}, "kinds"),
        (SAID | {"kinds": ["nothing"]}, "kinds"),
        (SAID | {"secret": "mine"}, "secret"),
    ],
)
def test_what_is_wrong_is_named(program, body, wrong):
    response = program.post("webhooks/", body)
    assert response.status_code == 400
    assert wrong in response.json()["errors"]


def test_the_same_refusal_as_on_the_page(program, owner):
    wrong = SAID | {"url": "http://hooks.example.com/"}
    response = program.post("webhooks/", wrong)

    assert (response.status_code, response.json()["code"]) == (409, "webhook_address")
    page = owner.post(reverse("webhooks-add"), wrong).content.decode()
    assert response.json()["detail"] in page


def test_it_is_changed_paused_resumed_and_removed(program, made):
    path = f"webhooks/{made['id']}/"

    assert program.patch(path, {"description": "The studio's"}).json()["kinds"] == SAID["kinds"]
    assert program.post(path + "pause/").json()["state"] == "paused"
    assert program.post(path + "resume/").json()["state"] == "active"
    assert program.delete(path).status_code == 204
    assert program.get(path).status_code == 404


def test_a_test_stands_among_the_deliveries(program, made):
    assert program.post(f"webhooks/{made['id']}/test/").status_code == 204

    [one] = program.get("deliveries/", {"webhook": made["id"]}).json()["results"]
    assert (one["kind"], one["state"]) == ("webhook.test", "pending")


def test_a_delivery_is_said_again(program, vendor):
    delivery = told(vendor)
    with operator():
        Delivery.objects.update(state="given_up", due_at=None)

    again = program.post(f"deliveries/{delivery.pk}/replay/").json()
    assert (again["state"], again["webhook_id"]) == ("pending", delivery.webhook_id)


def test_a_hook_is_subscribed_and_unsubscribed(program):
    made = program.post("hooks/", HOOK).json()
    assert {name: made[name] for name in HOOK} == HOOK
    assert program.get("hooks/", {"event": "client.created"}).json()["results"] == [made]
    assert program.get("webhooks/").json()["results"] == []
    assert program.delete(f"hooks/{made['id']}/").status_code == 204
    with operator():
        assert not Endpoint.objects.exists()


def test_every_kind_has_a_sample(program):
    kinds = {one["key"]: one for one in program.get("webhooks/kinds/").json()}

    assert kinds["wedding.changed"]["sample"]["date"] == "2027-06-12"
    assert "webhook.test" not in kinds


def test_a_managers_key_reads_and_changes_nothing(vendor, made):
    manager = program_of(MembershipFactory(vendor=vendor, role="manager"), "webhooks:read")

    assert manager.get(f"webhooks/{made['id']}/").status_code == 200
    assert manager.post(f"webhooks/{made['id']}/secret/").status_code == 403
    assert manager.post("webhooks/", SAID).status_code == 403


def test_a_stranger_finds_nothing(foreign, made):
    assert foreign.get(f"webhooks/{made['id']}/").status_code == 404
    assert foreign.post(f"webhooks/{made['id']}/rotate/").status_code == 404
