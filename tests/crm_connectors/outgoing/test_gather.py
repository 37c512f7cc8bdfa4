"""What is noted for whom: each event once for each endpoint that asked for it."""

import datetime as dt
import json

import pytest
from django.utils.timezone import now as current_time

from crm_connectors.models import Delivery
from crm_connectors.outgoing import gather
from crm_connectors.outgoing.catalogue import KINDS
from crm_connectors.outgoing.endpoints import pause_endpoint, resume_endpoint
from crm_connectors.outgoing.gather import gather_all
from tests.factories import ClientFactory, VendorFactory, WeddingFactory
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
URL = "https://hooks.example.com/in"


def soon():
    return current_time() + dt.timedelta(seconds=10)


def told():
    with operator():
        return [(one.kind, json.loads(one.body)["data"]) for one in Delivery.objects.order_by("id")]


def test_a_new_couple_is_told(vendor, listen):
    listen(URL, "client.created")
    client = ClientFactory(vendor=vendor, name="Lena & Marc")

    assert gather_all(soon()) == 1
    assert told() == [("client.created", {"client": str(client.pk), "name": "Lena & Marc"})]


def test_twice_is_once(vendor, listen):
    listen(URL)
    ClientFactory(vendor=vendor)

    assert [gather_all(soon()), gather_all(soon()), gather_all(soon(), late=True)] == [1, 0, 0]


def test_what_happened_before_is_not_told(vendor, listen):
    ClientFactory(vendor=vendor)
    with operator():
        vendor.refresh_from_db()
    endpoint = listen(URL)
    with operator():
        type(endpoint).objects.update(seen_at=soon())

    assert gather_all(soon()) == 0


def test_the_newest_seconds_are_left_for_the_next_look(vendor, listen):
    listen(URL)
    ClientFactory(vendor=vendor)

    assert gather_all(current_time()) == 0
    assert gather_all(soon()) == 1


def test_what_became_visible_late_is_found_by_the_second_look(vendor, listen):
    listen(URL)
    gather_all(soon())
    ClientFactory(vendor=vendor)

    assert gather_all(soon()) == 0
    assert gather_all(soon() + dt.timedelta(seconds=5), late=True) == 1


def test_only_what_was_asked_for(vendor, listen):
    listen(URL, "wedding.created")
    wedding = WeddingFactory(client__vendor=vendor)

    gather_all(soon())
    [(kind, data)] = told()
    assert (kind, data["wedding"]) == ("wedding.created", str(wedding.pk))
    assert set(data) == set(KINDS["wedding.created"].sample)


def test_each_endpoint_is_told_its_own(vendor, listen):
    listen(URL)
    listen(URL + "2")
    ClientFactory(vendor=vendor)

    assert gather_all(soon()) == 2


def test_another_vendors_news_is_not_told(listen):
    listen(URL)
    ClientFactory(vendor=VendorFactory())

    assert gather_all(soon()) == 0


def test_more_than_fits_at_once_comes_with_the_next_look(vendor, listen, monkeypatch):
    monkeypatch.setattr(gather, "MOST", 2)
    listen(URL)
    ClientFactory.create_batch(5, vendor=vendor)

    assert [gather_all(soon()) for _ in range(4)] == [2, 2, 1, 0]


def test_a_paused_endpoint_hears_nothing_and_afterwards_only_the_new(vendor, listen):
    endpoint = listen(URL)
    with tenant(vendor.pk):
        pause_endpoint(vendor, endpoint.pk, actor="user:1")
    ClientFactory(vendor=vendor)
    assert gather_all(soon()) == 0
    with tenant(vendor.pk):
        resume_endpoint(vendor, endpoint.pk, soon(), actor="user:1")

    assert gather_all(soon()) == 0


def test_what_people_do_is_told_from_the_history(vendor, listen):
    listen(URL, "campaign.paused", "timeline.left")
    with tenant(vendor.pk):
        record(vendor, "campaign.paused", vendor, actor="user:1")
        record(vendor, "budget.set", vendor, actor="user:1")

    gather_all(soon())
    assert told() == [("campaign.paused", {"campaign": str(vendor.pk)})]
