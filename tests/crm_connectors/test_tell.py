"""What we say to another system."""

import pytest
import requests

from crm_connectors.connect import connect, disconnect
from crm_connectors.models import Connection
from crm_connectors.tell import set_telling, subscribe, tell_back
from tests.crm_connectors.syncs import KEY, connected, job, pulled, wedding_of
from wedsync.vendors.tenancy import operator, tenant


@pytest.fixture
def connection(shop, studio):
    with tenant(shop.pk):
        return connect(shop, "vsco", {"api_key": "studio-key"}, actor="user:1")


def hooks(studio):
    answer = requests.get(f"{studio.vsco_url}rest-hook", headers=KEY, timeout=5)
    return [hook["event"] for hook in answer.json()["items"]]


def mappings(studio, job_id):
    answer = requests.get(f"{studio.vsco_url}job/{job_id}", headers=KEY, timeout=5)
    return [mapping["id"] for mapping in answer.json()["externalMappings"]]


def test_hooks_are_asked_for_once(connection, studio):
    assert (subscribe(connection), subscribe(connection)) == (True, True)

    assert sorted(hooks(studio)) == ["contact.created", "job.created", "order.booked"]


def test_hooks_are_given_back(shop, connection, studio):
    subscribe(connection)

    with tenant(shop.pk):
        disconnect(connection, actor="user:1")

    assert hooks(studio) == []


def test_a_system_that_does_not_answer_is_left(shop, connection, studio):
    studio.fault("/vsco/", status=401, times=None)

    assert not subscribe(connection)
    with tenant(shop.pk):
        disconnect(connection, actor="user:1")
        assert not Connection.objects.exists()


def test_one_that_tells_us_by_itself_needs_no_hooks(shop):
    assert not subscribe(connected(shop, "dubsado"))
    assert tell_back(connected(shop, "custom", tells_back=True)) == 0


def test_our_id_is_written_there_once(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    with tenant(shop.pk):
        set_telling(connection, tells=True, actor="user:1")

    assert (tell_back(connection), tell_back(connection)) == (1, 0)
    assert mappings(studio, made["id"]) == [str(wedding_of(shop, made["id"]).pk)]
    assert pulled(connection).updated == 0


def test_nothing_is_written_there_unasked(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)

    assert (tell_back(connection), mappings(studio, made["id"])) == (0, [])


def test_a_key_that_may_only_read_is_told_of(shop, connection, studio):
    job(studio, eventDate="2027-06-12")
    pulled(connection)
    with tenant(shop.pk):
        set_telling(connection, tells=True, actor="user:1")
    studio.fault("/vsco/api/v2/job/", method="PUT", status=403)

    assert tell_back(connection) == 0
    with operator():
        connection.refresh_from_db()
    assert (connection.tells_back, "only read" in connection.trouble) == (False, True)


def test_a_job_removed_meanwhile_and_a_failure_stop_nothing(shop, connection, studio):
    gone, there = job(studio, eventDate="2027-06-12"), job(studio, eventDate="2027-07-12")
    pulled(connection)
    studio.in_studio(gone["id"], None)
    with tenant(shop.pk):
        set_telling(connection, tells=True, actor="user:1")
    studio.fault("/vsco/api/v2/job/", status=400, method="PUT")

    assert (tell_back(connection), mappings(studio, there["id"])) == (1, [])
    assert tell_back(connection) == 1
