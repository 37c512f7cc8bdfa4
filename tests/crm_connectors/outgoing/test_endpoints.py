"""Endpoints, as a person opens, changes and closes them."""

import pytest
from django.utils.timezone import now as current_time

from crm_connectors.models import Delivery, Endpoint
from crm_connectors.outgoing import endpoints
from crm_connectors.outgoing.endpoints import change_endpoint, close_endpoint, open_endpoint
from crm_connectors.outgoing.forget import KEPT, forget_old
from tests.factories import VendorFactory
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
URL = "https://hooks.example.com/in"


def test_the_secret_is_kept_sealed(vendor, listen):
    endpoint = listen(URL)

    assert endpoint.secret.startswith("whsec_")
    assert endpoint.secret.encode() not in bytes(endpoint.sealed)
    assert endpoint.secrets() == {"new": endpoint.secret}


@pytest.mark.parametrize(
    ("url", "kinds", "code"),
    [
        ("http://x.example/", ["client.created"], "webhook_address"),
        (URL, [], "webhook_kinds"),
        (URL, ["webhook.test"], "webhook_kinds"),
        (URL, ["nothing.known"], "webhook_kinds"),
    ],
)
def test_what_makes_no_sense_is_refused(vendor, url, kinds, code):
    with tenant(vendor.pk), pytest.raises(Refusal) as refused:
        open_endpoint(vendor, url, kinds, actor="user:1")
    assert refused.value.code == code


def test_there_is_an_end_to_how_many(vendor, listen, monkeypatch):
    monkeypatch.setattr(endpoints, "MOST", 1)
    listen(URL)
    with pytest.raises(Refusal, match="enough"):
        listen(URL)


def test_it_can_listen_to_something_else(vendor, listen):
    endpoint = listen(URL)
    with tenant(vendor.pk):
        change_endpoint(
            vendor,
            endpoint.pk,
            actor="user:1",
            url=URL + "2",
            kinds=["reply.received", "client.created"],
            description="The studio's own",
        )
    with operator():
        endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.kinds) == (URL + "2", ["client.created", "reply.received"])


def test_closing_takes_what_waits_along_and_twice_is_once(vendor, listen):
    endpoint = listen(URL)
    with tenant(vendor.pk):
        for _ in range(2):
            close_endpoint(vendor, endpoint.pk, actor="user:1")
    with operator():
        assert not Endpoint.objects.exists()
        assert list(Event.objects.values_list("verb", flat=True)) == [
            "webhook.opened",
            "webhook.closed",
        ]


def test_another_vendors_endpoint_is_not_there(listen):
    endpoint, stranger = listen(URL), VendorFactory()
    with tenant(stranger.pk), pytest.raises(Endpoint.DoesNotExist):
        endpoints.pause_endpoint(stranger, endpoint.pk, actor="user:2")


def test_deliveries_are_forgotten_after_a_month(vendor, listen):
    endpoint, now = listen(URL), current_time()
    with operator():
        for ended in (now - KEPT * 2, now):
            Delivery.objects.create(
                vendor=vendor,
                endpoint=endpoint,
                event_id=uuid7(),
                kind="client.created",
                body="{}",
                state="delivered",
                done_at=ended,
            )
        assert forget_old(now) == 1
        assert Delivery.objects.count() == 1
