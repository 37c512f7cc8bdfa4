"""What is written over the API: clients, people, weddings, moves, consents, suppressions."""

import uuid

import pytest

from messaging.models import Consent, Suppression
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Wedding


def errors(response):
    assert response.status_code == 400, response.content
    return response.json()["errors"]


@pytest.fixture
def client(vendor):
    return ClientFactory(vendor=vendor)


@pytest.fixture
def person(couple):
    with operator():
        return couple.client.people.get()


def test_a_client_is_made_and_found_by_your_own_id(program):
    made = program.post("clients/", {"name": "Lena & Marc", "external_id": "C-1"})

    assert made.status_code == 201
    assert made.headers["Location"].endswith(f"/api/v1/clients/{made.json()['id']}/")
    found = program.get("clients/", {"external_id": "C-1"}).json()["results"]
    assert found == [made.json()]


def test_a_client_is_put_away_and_fetched_back(program, client):
    path = f"clients/{client.pk}/"

    assert program.patch(path, {"archived": True}).json()["archived_at"]
    assert program.get("clients/", {"archived": "false"}).json()["results"] == []
    assert program.patch(path, {"archived": False}).json()["archived_at"] is None


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "Lena", "tags": "vip"}, "tags"),
        ({"name": "Lena", "vendor": "x"}, "vendor"),
        ([], "non_field_errors"),
    ],
)
def test_what_is_wrong_with_a_client_is_named(program, body, wrong):
    assert wrong in errors(program.post("clients/", body))


def test_addresses_are_kept_in_their_normal_form(program, client):
    said = {"client": str(client.pk), "email": "Lena@EXAMPLE.com", "phone": "(503) 555-0134"}

    made = program.post("people/", said | {"role": "partner_a", "language": "English"}).json()

    assert (made["email"], made["phone"]) == ("lena@example.com", "+15035550134")
    assert made["language"] == "en"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"email": "lena"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"language": "klingon"}, "language"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"role": "friend"}, "role"),
    ],
)
def test_what_is_wrong_with_a_person_is_named(program, client, said, wrong):
    assert wrong in errors(program.post("people/", {"client": str(client.pk), **said}))


def test_a_role_is_changed_where_plans_follow(program, person):
    said = errors(program.patch(f"people/{person.pk}/", {"role": "planner"}))

    assert "reflow" in said["role"][0]


@pytest.mark.parametrize("path", ["people/", "weddings/"])
def test_what_belongs_to_another_vendor_does_not_exist(program, path):
    foreign = program.post(path, {"client": str(ClientFactory().pk)})
    nowhere = program.post(path, {"client": str(uuid.uuid4())})

    assert foreign.status_code == nowhere.status_code == 404
    assert foreign.json() == nowhere.json()


def test_a_wedding_comes_with_its_days(program, client):
    said = {"client": str(client.pk), "date": "2027-06-19", "external_id": "W-1", "guests": 120}
    days = [{"kind": "ceremony", "day": "2027-06-19", "starts_at": "15:00:00"}]

    made = program.post("weddings/", said | {"days": days}).json()

    assert (made["precision"], made["external_id"], made["days"]) == ("exact", "W-1", days)
    assert program.get("weddings/", {"external_id": "W-1"}).json()["results"] == [made]


def test_an_external_id_is_one_weddings(program, client):
    said = {"client": str(client.pk), "external_id": "W-1"}
    program.post("weddings/", said)

    assert program.post("weddings/", said).json()["code"] == "external_id_taken"
    with operator():
        assert Wedding.objects.filter(client=client).count() == 1


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"date": "2027-06-19", "precision": "open"}, "date"),
        ({"precision": "exact"}, "date"),
        ({"date": "9999-01-01"}, "date"),
        ({"latitude": 45.0}, "latitude"),
        ({"currency": "XXY"}, "currency"),
        ({"venue_country": "Atlantis"}, "venue_country"),
        ({"guests": -1}, "guests"),
        ({"budget": 10**15}, "budget"),
        ({"days": [{"kind": "ceremony"}]}, "days"),
    ],
)
def test_what_is_wrong_with_a_wedding_is_named(program, client, said, wrong):
    assert wrong in errors(program.post("weddings/", {"client": str(client.pk), **said}))


def test_a_wedding_is_changed_where_no_plan_hangs_on_it(program, vendor):
    wedding = WeddingFactory(client__vendor=vendor)
    path = f"weddings/{wedding.pk}/"

    changed = program.patch(path, {"guests": 80, "venue_name": "The Barn"})

    assert (changed.json()["guests"], changed.json()["venue_name"]) == (80, "The Barn")
    assert "reflow" in errors(program.patch(path, {"date": "2027-07-01"}))["date"][0]
    with operator():
        event = Event.objects.filter(vendor=vendor, verb="wedding.changed").get()
    assert event.data == {"fields": ["guests", "venue_name"]}


def test_a_move_is_looked_at_made_and_undone(program, couple):
    path, said = f"weddings/{couple.pk}/", {"date": "2027-09-04"}
    before = program.get(path).json()

    seen = program.post(f"{path}reflow/", said | {"dry_run": True}).json()
    assert program.get(path).json() == before
    assert (seen["dry_run"], seen["reflow"], seen["after"]["date"]) == (True, None, "2027-09-04")

    made = program.post(f"{path}reflow/", said).json()
    assert program.get(path).json()["date"] == "2027-09-04"
    assert made["after"] == seen["after"]

    undone = program.post(f"reflows/{made['reflow']}/undo/")
    assert undone.json()["state"] == "undone"
    assert program.get(path).json()["date"] == before["date"]
    assert program.post(f"reflows/{made['reflow']}/undo/").json()["code"] == "reflow_undone"


def test_own_days_roles_and_milestones_move_by_reflow(program, couple, person):
    said = {
        "days": [{"kind": "brunch", "day": "2027-06-20"}],
        "roles": {str(person.pk): "planner"},
        "milestones": [{"name": "balance_due", "day": "2027-05-01"}],
    }

    made = program.post(f"weddings/{couple.pk}/reflow/", said)

    assert made.status_code == 200
    assert program.get(f"people/{person.pk}/").json()["role"] == "planner"
    shown = program.get(f"weddings/{couple.pk}/").json()["days"]
    assert shown == [{"kind": "brunch", "day": "2027-06-20", "starts_at": None}]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"date": None, "precision": "exact"}, "date"),
        ({"date": "1800-01-01"}, "date"),
        ({"precision": "open", "days": [{"kind": "brunch", "day": "2027-06-20"}]}, "days"),
        ({"days": [{"kind": "brunch", "day": "2027-06-20"}] * 2}, "days"),
        ({"milestones": [{"name": "a b", "day": "2027-06-20"}]}, "milestones"),
        ({"roles": {str(uuid.uuid4()): "planner"}}, "roles"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
    ],
)
def test_what_is_wrong_with_a_move_is_named(program, couple, said, wrong):
    assert wrong in errors(program.post(f"weddings/{couple.pk}/reflow/", said))


def consent(person, **also):
    said = {"person": str(person.pk), "channel": "email", "purpose": "marketing"}
    return said | {"granted": True, "evidence": "Website form"} | also


def test_a_yes_is_noted_once(program, person):
    first, again = (program.post("consents/", consent(person)) for _ in range(2))

    assert first.status_code == again.status_code == 201
    assert first.json()["id"] == again.json()["id"]
    assert (first.json()["granted"], first.json()["basis"]) == (True, "api")


def test_a_no_stands_against_every_later_yes_of_a_program(program, person):
    program.post("consents/", consent(person))
    program.post("consents/", consent(person, granted=False))

    response = program.post("consents/", consent(person))

    assert (response.status_code, response.json()["code"]) == (409, "said_no")
    with operator():
        assert list(Consent.objects.values_list("granted", flat=True).order_by("id")) == [
            True,
            False,
        ]


def test_who_has_no_address_can_not_have_agreed(program, vendor):
    person = PersonFactory(client__vendor=vendor, phone="")

    response = program.post("consents/", consent(person, channel="sms"))

    assert response.json()["code"] == "no_address"


def test_an_address_is_closed_and_opened_by_hand(program):
    said = {"channel": "email", "address": "Lena@Example.com"}
    made = program.post("suppressions/", said)

    assert made.json()["address"] == "lena@example.com"
    assert program.post("suppressions/", said).json()["id"] == made.json()["id"]
    assert program.delete(f"suppressions/{made.json()['id']}/").status_code == 204
    assert program.get("suppressions/").json()["results"] == []


def test_what_bounced_is_not_opened_by_a_program(program, vendor):
    with operator():
        row = Suppression.objects.create(
            vendor=vendor, channel="email", address="lena@example.com", reason="bounced"
        )

    assert program.delete(f"suppressions/{row.pk}/").json()["code"] == "not_manual"


def test_an_address_that_is_none_is_named(program):
    assert "address" in errors(program.post("suppressions/", {"channel": "sms", "address": "x"}))
