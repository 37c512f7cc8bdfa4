"""Integrations, page by page."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from crm_connectors import hear, sync
from crm_connectors.models import Call, Connection, Record, Sync, SyncRow
from tests.crm_connectors.syncs import connected
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.dashboard.connection_forms import name_of
from wedsync.sandbox.serving import serving
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client

BOOKED = {
    "event": "project.booked",
    "external_id": "P-7",
    "client": {"name": "Lena Ortiz", "email": "lena@example.com"},
    "project": {"date": "2027-06-12"},
}


@pytest.fixture(scope="module")
def played():
    with serving() as sandbox:
        yield sandbox


@pytest.fixture
def studio(played, settings):
    played.reset()
    settings.SANDBOX_URL = played.url
    return played


@pytest.fixture
def connection(vendor):
    return connected(vendor, "custom")


def page(client, name, *args, status=200, **more):
    response = client.get(reverse(name, args=args), **more)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def only(kind):
    with operator():
        return kind.objects.get()


def told(connection, payload=None):
    with tenant(connection.vendor_id):
        fresh = Connection.objects.select_related("vendor").get(pk=connection.pk)
        return hear.hear(fresh, payload or BOOKED, timezone.now())


def test_who_has_nothing_connected_is_told_what_can_be(owner):
    text = page(owner, "integrations")

    assert "Nothing is connected yet" in text
    assert "VSCO Workspace" in text
    assert "Dubsado" in text


@pytest.mark.parametrize("role", ["assistant", "viewer"])
def test_it_is_for_managers_and_owners(as_role, role):
    assert as_role(role).get(reverse("integrations")).status_code == 403


def test_each_system_says_what_it_can_not(owner):
    text = page(owner, "integrations-new", "17hats")

    assert "17hats tells of contacts only" in text


def test_a_system_nobody_knows_has_no_page(owner):
    page(owner, "integrations-new", "excel", status=404)


def test_a_key_is_tried_before_it_is_kept(owner, vendor, studio):
    wrong = owner.post(reverse("integrations-new", args=["vsco"]), {"api_key": "wrong"})

    assert wrong.status_code == 422
    assert "does not take this key" in wrong.content.decode()
    with operator():
        assert not Connection.objects.exists()


def test_a_key_that_works_connects(owner, vendor, studio):
    owner.post(reverse("integrations-new", args=["vsco"]), {"api_key": "studio-key"})

    made = only(Connection)
    assert made.unseal()["api_key"] == "studio-key"
    assert b"studio-key" not in bytes(made.sealed)
    assert "studio-key" not in page(owner, "integration", made.pk)


def test_what_tells_us_by_itself_gets_an_address(owner, vendor):
    owner.post(reverse("integrations-new", args=["dubsado"]), {"connect": "yes"})

    text = page(owner, "integration", only(Connection).pk)
    assert "/hooks/inbound/" in text
    assert "Nothing yet" in text


def test_the_same_system_twice_is_refused(owner, connection):
    again = owner.post(reverse("integrations-new", args=["custom"]), {"connect": "yes"})

    assert "is connected already" in again.content.decode()


def test_sync_now_begins_a_run_that_the_page_shows(owner, vendor, studio):
    made = connected(vendor)
    owner.post(reverse("integration-sync", args=[made.pk]), {"kind": "full"})
    text = page(owner, "integration-standing", made.pk)

    assert "About to begin" in text
    assert "hx-get" in text
    assert only(Sync).kind == "full"


def test_a_run_can_be_stopped(owner, vendor, studio):
    made = connected(vendor)
    owner.post(reverse("integration-sync", args=[made.pk]), {"kind": "full"})

    owner.post(reverse("integration-stop", args=[made.pk]))

    assert sync.run(only(Sync).pk).state == "stopped"


def test_an_odd_kind_of_run_is_refused(owner, vendor):
    made = connected(vendor)
    owner.post(reverse("integration-sync", args=[made.pk]), {"kind": "sideways"})

    with operator():
        assert not Sync.objects.exists()


def test_a_run_tells_what_is_wrong_and_what_would_change(owner, vendor, connection):
    with operator():
        run = Sync.objects.create(
            vendor=vendor, connection=connection, kind="dry", state="finished", actor="user:1"
        )
        rows = {
            "skipped": {"problems": [{"column": "eventDate", "sentence": "It is no date."}]},
            "updated": {"changes": {"wedding": {"guests": [90, 120]}}},
        }
        for state, fields in rows.items():
            SyncRow.objects.create(
                vendor=vendor, sync=run, external_id=f"J-{state}", state=state, **fields
            )

    text = page(owner, "run", run.pk)

    assert "eventDate: It is no date." in text
    assert "guests 90 → 120" in text


def test_pausing_and_going_on(owner, connection):
    owner.post(reverse("integration-pause", args=[connection.pk]))
    paused = only(Connection).state

    owner.post(reverse("integration-resume", args=[connection.pk]))

    assert (paused, only(Connection).state) == ("paused", "active")


def test_a_new_key_mends_a_broken_connection(owner, vendor, studio):
    made = connected(vendor, state="broken", trouble="It no longer takes our key.")

    owner.post(reverse("integration-key", args=[made.pk]), {"api_key": "another"})

    assert (only(Connection).state, only(Connection).unseal()["api_key"]) == ("active", "another")


def test_a_new_address_takes_the_place_of_the_old(owner, connection):
    before = bytes(only(Connection).door or b"")

    owner.post(reverse("integration-address", args=[connection.pk]))

    assert bytes(only(Connection).door) != before


def test_disconnecting_keeps_the_couples(owner, vendor, connection):
    told(connection)

    owner.post(reverse("integration-end", args=[connection.pk]))

    with operator():
        assert not Connection.objects.exists()
        assert Client.objects.filter(vendor=vendor).count() == 1


def test_what_came_in_is_shown_with_what_became_of_it(owner, connection):
    told(connection)
    told(connection, {**BOOKED, "project": {"date": "soonish"}})

    text = page(owner, "integration", connection.pk)

    assert "P-7" in text
    assert "project.date:" in text


@pytest.mark.parametrize(
    ("answer", "couples", "state"),
    [("same", 1, "linked"), ("another", 2, "linked"), ("leave", 1, "refused")],
)
def test_a_person_decides_about_a_double(owner, vendor, connection, answer, couples, state):
    with operator():
        lena = ClientFactory(vendor=vendor, name="Lena & Marc")
        PersonFactory(vendor=vendor, client=lena, email="lena@example.com")
        WeddingFactory(vendor=vendor, client=lena, date=dt.date(2027, 6, 12))
    told(connection)
    shown = page(owner, "integration", connection.pk)

    owner.post(reverse("integration-offer", args=[only(Record).pk]), {"answer": answer})

    assert "Lena &amp; Marc" in shown
    assert only(Record).state == state
    with operator():
        assert Client.objects.filter(vendor=vendor).count() == couples


def test_the_fields_that_came_can_be_given_a_meaning(owner, connection):
    told(connection, {"who": "lena@example.com", "ref": "R-1"})
    shown = page(owner, "integration-fields", connection.pk)

    chosen = {name_of("who"): "partner_a.email", name_of("ref"): "couple.external_id"}
    owner.post(reverse("integration-fields", args=[connection.pk]), chosen)

    assert "lena@example.com" in shown
    assert only(Connection).mapping == {"who": "partner_a.email", "ref": "couple.external_id"}
    assert told(connection, {"who": "lena@example.com", "ref": "R-1"}).status == 200


def test_two_fields_can_not_mean_the_same(owner, connection):
    told(connection, {"who": "lena@example.com", "ref": "R-1"})

    both = {name_of("who"): "partner_a.email", name_of("ref"): "partner_a.email"}
    answer = owner.post(reverse("integration-fields", args=[connection.pk]), both)

    assert answer.status_code == 422


def test_a_trial_writes_nothing(owner, vendor, connection):
    answer = owner.post(
        reverse("integration-fields", args=[connection.pk]), {"payload": json.dumps(BOOKED)}
    )

    assert "New" in answer.content.decode()
    with operator():
        assert not Client.objects.filter(vendor=vendor).exists()
        assert not Call.objects.exists()


@pytest.mark.parametrize("payload", ["{", "[]", '"x"'])
def test_a_trial_of_what_is_no_object_says_so(owner, connection, payload):
    answer = owner.post(reverse("integration-fields", args=[connection.pk]), {"payload": payload})

    assert answer.status_code == 422


def test_a_system_that_is_asked_has_nothing_to_map(owner, vendor):
    page(owner, "integration-fields", connected(vendor).pk, status=404)
