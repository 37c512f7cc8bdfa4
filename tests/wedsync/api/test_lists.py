"""Lists: pages, filters that are declared, fields that are picked, what changed since."""

import datetime as dt

import pytest

from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, WeddingDay


def results(program, path, **query):
    response = program.get(path, query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def refused(program, path, **query):
    response = program.get(path, query)
    assert response.status_code == 400, response.content
    return response.json()["errors"]


@pytest.mark.parametrize("limit", ["0", "-1", "201", "many", "1e2", "99999999999", "²"])
def test_a_page_has_a_size_within_bounds(program, limit):
    assert refused(program, "clients/", limit=limit) == {"limit": ["Write a number from 1 to 200."]}


@pytest.mark.parametrize("cursor", ["x", "", "AAAA", "ÿ", "a" * 300])
def test_a_cursor_is_taken_as_it_was_given(program, cursor):
    assert "cursor" in refused(program, "clients/", cursor=cursor)


def test_a_page_begins_behind_the_last_come_what_may(program, vendor):
    first = [str(ClientFactory(vendor=vendor).pk) for _ in range(3)]
    page = program.get("clients/", {"limit": 2}).json()
    ClientFactory(vendor=vendor)

    behind = program.client.get(page["next"]).json()

    assert [one["id"] for one in page["results"] + behind["results"]] == first[::-1]
    assert behind["next"] is None


@pytest.mark.parametrize("path", ["clients/", "weddings/", "messages/", "templates/"])
def test_a_misspelt_parameter_is_no_parameter(program, path):
    assert refused(program, path, staet="queued") == {"staet": ["There is no such parameter."]}


def test_one_of_it_takes_no_filter(program, vendor):
    client = ClientFactory(vendor=vendor)

    assert program.get(f"clients/{client.pk}/", {"limit": 5}).status_code == 400


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("weddings/", {"life": "happy"}),
        ("weddings/", {"date_from": "2027-13-01"}),
        ("weddings/", {"date_from": "tomorrow"}),
        ("weddings/", {"updated_since": "2027-01-01"}),
        ("weddings/", {"updated_since": "2027-01-01T00:00:00"}),
        ("weddings/", {"updated_since": "0001-01-01T00:00:00Z"}),
        ("clients/", {"archived": "maybe"}),
        ("clients/", {"external_id": "a\0b"}),
        ("people/", {"client": "first"}),
    ],
)
def test_a_value_that_can_not_be_read_is_named(program, path, query):
    assert set(refused(program, path, **query)) == set(query)


def test_weddings_are_found_by_their_dates(program, vendor):
    for month in (5, 6, 7):
        WeddingFactory(client__vendor=vendor, date=dt.date(2027, month, 1))

    found = results(program, "weddings/", date_from="2027-06-01", date_to="2027-06-30")

    assert [one["date"] for one in found] == ["2027-06-01"]


def test_people_are_found_by_their_address(program, vendor):
    PersonFactory(client__vendor=vendor, email="lena@example.com")
    PersonFactory(client__vendor=vendor, email="marc@example.com")

    found = results(program, "people/", email="lena@example.com")

    assert [one["email"] for one in found] == ["lena@example.com"]


def test_only_what_is_wanted_is_shown(program, vendor):
    client = ClientFactory(vendor=vendor, name="Lena & Marc")

    assert results(program, "clients/", fields="name") == [{"name": "Lena & Marc"}]
    alone = program.get(f"clients/{client.pk}/", {"fields": "id,name"}).json()
    assert alone == {"id": str(client.pk), "name": "Lena & Marc"}


def test_a_field_that_is_not_there_is_named(program):
    assert refused(program, "clients/", fields="name,secret") == {
        "fields": ["There is no field 'secret'."]
    }


def aged(client, hours):
    """Noted by the database, so it can't be set beside it: the clock of the row is turned back."""
    with operator():
        row = Client.objects.get(pk=client.pk)
    return row.updated_at + dt.timedelta(hours=hours)


def test_what_changed_since_is_asked_for(program, vendor):
    client = ClientFactory(vendor=vendor)

    before, after = (aged(client, hours).isoformat() for hours in (-1, 1))

    assert len(results(program, "clients/", updated_since=before)) == 1
    assert results(program, "clients/", updated_since=after) == []


def test_the_database_notes_every_change_and_none_that_is_none(vendor):
    client = ClientFactory(vendor=vendor)
    rows = Client.objects.filter(pk=client.pk)
    with operator():
        first = rows.get().updated_at
        rows.update(name=client.name)
        same = rows.get().updated_at
        rows.update(name="Others")
        changed = rows.get().updated_at

    assert first == same < changed


def test_a_day_that_is_added_changes_its_wedding(vendor):
    wedding = WeddingFactory(client__vendor=vendor)
    with operator():
        before = type(wedding).objects.get(pk=wedding.pk).updated_at
        WeddingDay.objects.create(vendor=vendor, wedding=wedding, day=wedding.date)

        assert type(wedding).objects.get(pk=wedding.pk).updated_at > before


def test_an_address_that_is_none_is_a_problem_too(program):
    response = program.get("brides/")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"
