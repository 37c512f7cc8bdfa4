"""Many couples in a call: each by itself, by your own ids, and twice is once."""

import pytest

from crm_connectors.models import Import
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Person


def row(number, **also):
    people = [{"role": "partner_a", "given_name": "Lena", "email": f"lena{number}@example.com"}]
    wedding = {"date": "2027-06-19", "precision": "exact", "guests": 80}
    return {"external_id": f"W-{number}", "people": people, "wedding": wedding, **also}


def sent(program, *rows):
    response = program.post("bulk/", {"rows": rows})
    assert response.status_code == 200, response.content
    return response.json()


def test_couples_are_made_and_then_left_alone(program, vendor):
    rows = [row(number) for number in range(3)]

    assert sent(program, *rows)["counts"] == {"created": 3}
    assert sent(program, *rows)["counts"] == {"unchanged": 3}
    with operator():
        assert Client.objects.filter(vendor=vendor).count() == 3


def test_what_changed_is_changed(program):
    sent(program, row(1))
    changed = row(1)
    changed["wedding"]["guests"] = 95

    found = sent(program, changed)["results"][0]

    assert found["state"] == "updated"
    assert program.get(f"weddings/{found['wedding']}/").json()["guests"] == 95


def test_a_bad_row_stops_none_of_the_others(program, vendor):
    bad = [
        row(2, people=[{"role": "partner_a", "email": "lena"}]),
        row(3, wedding={"date": "someday"}),
        {"name": "Nobody"},
        row(4, surprise=1),
        {"external_id": 5},
    ]

    found = sent(program, row(1), *bad, row(6))

    states = [one["state"] for one in found["results"]]
    assert states == ["created", "invalid", "invalid", "invalid", "invalid", "created", "created"]
    assert [one["row"] for one in found["results"]] == list(range(7))
    assert "people" in found["results"][1]["errors"]
    assert "date" in found["results"][2]["errors"]["wedding"]


def test_a_row_twice_in_a_call_is_taken_once(program):
    found = sent(program, row(1), row(1))

    assert found["counts"] == {"created": 1, "skipped": 1}
    assert "same couple" in found["results"][1]["notes"][0]


def test_it_is_a_run_that_can_be_undone(program, vendor):
    sent(program, row(1), row(2))

    with operator():
        batch = Import.objects.get(vendor=vendor)
    assert (batch.source, batch.created, batch.actor) == ("api", 2, f"key:{program.key.prefix}")


def test_a_full_call_is_a_handful_of_queries(program, vendor, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        found = sent(program, *[row(number) for number in range(500)])

    assert found["counts"] == {"created": 500}
    with operator():
        assert Person.objects.filter(vendor=vendor).count() == 500


@pytest.mark.parametrize("rows", [[], [1], "rows", [{}] * 501, None])
def test_what_is_no_list_of_rows_is_refused_whole(program, rows):
    assert program.post("bulk/", {"rows": rows}).status_code == 400
