"""A hundred answers in one call: each by itself, and what is refused stops none of the others."""

import pytest

from campaigns.models import Reflow
from crm_connectors.models import Link
from tests.wedsync.deciding import doubles, moves, states_of
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator


def ids(rows):
    return [str(one.pk) for one in rows]


def decided(program, noun, answer, rows):
    return program.post(f"{noun}/decide/", {"answer": answer, noun: rows})


def codes(response):
    assert response.status_code == 200, response.content
    return [one["code"] for one in response.json()["results"]]


def test_moves_are_made_and_the_bad_one_stops_none(program, vendor):
    rows = moves(vendor)

    answer = decided(program, "reflows", "accept", ids(rows)).json()

    assert (answer["done"], answer["refused"]) == (2, 1)
    assert [one["code"] for one in answer["results"]] == ["", "facts_changed", ""]
    assert [one["id"] for one in answer["results"]] == ids(rows)
    assert states_of(rows) == ["applied", "proposed", "applied"]
    with operator():
        assert Event.objects.filter(vendor=vendor, verb="reflow.applied").count() == 2


def test_each_refusal_is_the_one_of_its_single_twin(program, vendor):
    rows = moves(vendor)
    decided(program, "reflows", "accept", ids(rows))

    many = decided(program, "reflows", "accept", ids(rows)).json()["results"]

    for row, told in zip(rows, many, strict=True):
        single = program.post(f"reflows/{row.pk}/accept/").json()
        assert (told["code"], told["detail"]) == (single["code"], single["detail"])


def test_what_was_made_is_taken_back_together(program, vendor):
    rows = moves(vendor)
    decided(program, "reflows", "accept", ids(rows))

    assert codes(decided(program, "reflows", "undo", ids(rows))) == ["", "reflow_proposed", ""]
    assert states_of(rows) == ["undone", "proposed", "undone"]


def test_moves_are_refused_together(program, vendor):
    rows = moves(vendor)

    assert codes(decided(program, "reflows", "refuse", ids(rows))) == ["", "", ""]
    assert states_of(rows) == ["refused"] * 3


def test_doubles_are_decided_and_each_link_is_one(program, vendor):
    """All of them are the same wedding: the second finds it taken."""
    rows = doubles(vendor, several=3)

    assert codes(decided(program, "offers", "same", ids(rows))) == ["", "linked", "decided"]
    assert states_of(rows) == ["linked", "offered", "refused"]
    with operator():
        assert Link.objects.filter(vendor=vendor, kind="wedding").count() == 1


def test_doubles_wait_in_a_list(program, vendor):
    rows = doubles(vendor)

    waiting = program.get("offers/", {"state": "offered"}).json()["results"]

    assert {one["id"] for one in waiting} == set(ids(rows[:2]))
    assert waiting[0]["system"] == "custom"
    assert codes(decided(program, "offers", "leave", ids(rows[:2]))) == ["", ""]
    assert program.get("offers/", {"state": "offered"}).json()["results"] == []


@pytest.mark.parametrize("noun", ["reflows", "offers"])
def test_what_is_nobodys_and_somebody_elses_is_told_alike(program, foreign, vendor, noun):
    made = moves(vendor) if noun == "reflows" else doubles(vendor)
    answer = "refuse" if noun == "reflows" else "leave"
    asked = [str(made[0].pk), str(uuid7())]

    theirs, mine = decided(foreign, noun, answer, asked), decided(program, noun, answer, asked)

    assert codes(theirs) == ["not_found", "not_found"]
    assert [one["id"] for one in theirs.json()["results"]] == [None, None]
    assert codes(mine) == ["", "not_found"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"answer": "accept", "reflows": []}, "reflows"),
        ({"answer": "accept", "reflows": ["x"]}, "reflows"),
        ({"answer": "accept", "reflows": [str(uuid7())] * 2}, "reflows"),
        ({"answer": "accept", "reflows": [str(uuid7()) for _ in range(101)]}, "reflows"),
        ({"answer": "perhaps", "reflows": [str(uuid7())]}, "answer"),
    ],
)
def test_what_can_not_be_read_is_named_and_nothing_is_done(program, said, wrong):
    response = program.post("reflows/decide/", said)

    assert response.status_code == 400
    assert wrong in response.json()["errors"]


def test_asked_again_by_its_key_nothing_is_done_twice(program, vendor):
    body = {"answer": "accept", "reflows": ids(moves(vendor))}

    first, again = (program.post("reflows/decide/", body, idempotency_key="a") for _ in range(2))

    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.json() == again.json()


def test_it_needs_the_scope_that_a_single_one_needs(with_scopes, vendor):
    reading = with_scopes("weddings:read", "offers:read")

    for noun, answer in (("reflows", "accept"), ("offers", "same")):
        assert decided(reading, noun, answer, [str(uuid7())]).status_code == 403
    with operator():
        assert not Reflow.objects.filter(state="applied").exists()
