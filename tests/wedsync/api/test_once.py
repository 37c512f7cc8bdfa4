"""`Idempotency-Key` and `If-Match`: nothing is done twice, nothing is overwritten unseen."""

from contextlib import contextmanager
from hashlib import sha256

import psycopg
import pytest
from django.db import connection

from tests.factories import ClientFactory, MembershipFactory
from tests.wedsync.api.conftest import program_of
from wedsync.vendors.models import StoredAnswer
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client

LENA = {"name": "Lena & Marc"}


def clients(vendor):
    with operator():
        return Client.objects.filter(vendor=vendor).count()


def test_a_repeated_post_gets_the_first_answer_and_does_nothing(program, vendor):
    first = program.post("clients/", LENA, idempotency_key="one")
    again = program.post("clients/", LENA, idempotency_key="one")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert clients(vendor) == 1


def test_without_a_key_a_repeated_post_is_another(program, vendor):
    program.post("clients/", LENA)
    program.post("clients/", LENA)

    assert clients(vendor) == 2


@pytest.mark.parametrize("path", ["clients/", "people/"])
def test_one_key_is_for_one_path_and_body(program, vendor, path):
    program.post("clients/", LENA, idempotency_key="one")

    response = program.post(path, {"name": "Others"}, idempotency_key="one")

    assert response.status_code == 409
    assert response.json()["code"] == "idempotency_conflict"
    assert clients(vendor) == 1


def test_a_refusal_is_an_answer_too(program, couple):
    body = {"life": "booked"}
    path = f"weddings/{couple.pk}/reflow/"

    first = program.post(path, body, idempotency_key="one")
    again = program.post(path, body, idempotency_key="one")

    assert (first.status_code, first.json()["code"]) == (409, "nothing_changes")
    assert again.json() == first.json()
    assert again.headers["Content-Type"] == "application/problem+json"
    assert again.headers["Idempotent-Replayed"] == "true"


def test_two_callers_may_choose_the_same_key(program, with_scopes, foreign, vendor):
    for one in (program, with_scopes(), foreign):
        assert "Idempotent-Replayed" not in one.post("clients/", LENA, idempotency_key="1").headers

    assert clients(vendor) == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
def test_a_key_is_a_short_printable_word(program, key):
    response = program.post("clients/", LENA, idempotency_key=key)

    assert response.status_code == 400
    assert "Idempotency-Key" in response.json()["errors"]


def test_who_may_not_learns_no_answer(with_scopes, vendor):
    program = with_scopes("clients:read")

    response = program.post("clients/", LENA, idempotency_key="one")

    assert response.status_code == 403
    with operator():
        assert not StoredAnswer.objects.filter(vendor=vendor).exists()


def test_while_the_first_is_under_way_the_second_is_told_so(committed):
    program = program_of(MembershipFactory(role="owner"))
    name = f"once:{program.seat.vendor_id}:key:{program.key.prefix}:{sha256(b'one').hexdigest()}"
    with held(name):
        during = program.post("clients/", LENA, idempotency_key="one")
    after = program.post("clients/", LENA, idempotency_key="one")

    assert (during.status_code, after.status_code) == (409, 201)
    assert during.json()["code"] == "idempotency_in_flight"


@contextmanager
def held(name):
    """Another connection is under way with this key."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=False) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        yield


def test_a_thing_has_a_tag_that_changes_with_it(program, vendor):
    client = ClientFactory(vendor=vendor)
    path = f"clients/{client.pk}/"
    before = program.get(path).headers["ETag"]

    after = program.patch(path, {"name": "Others"}, if_match=before)

    assert after.status_code == 200
    assert after.headers["ETag"] != before
    assert program.get(path).headers["ETag"] == after.headers["ETag"]


def test_nobody_overwrites_what_they_have_not_seen(program, vendor):
    client = ClientFactory(vendor=vendor)
    path = f"clients/{client.pk}/"
    seen = program.get(path).headers["ETag"]
    program.patch(path, {"name": "Others"})

    response = program.patch(path, {"name": "Mine"}, if_match=seen)

    assert response.status_code == 412
    assert response.json()["code"] == "precondition_failed"
    assert program.get(path).json()["name"] == "Others"


@pytest.mark.parametrize("said", ["*", '"other", {tag}'])
def test_any_of_several_tags_will_do(program, vendor, said):
    client = ClientFactory(vendor=vendor)
    path = f"clients/{client.pk}/"
    tag = program.get(path).headers["ETag"]

    assert program.patch(path, {"tags": []}, if_match=said.format(tag=tag)).status_code == 200


def test_what_is_known_is_not_sent_again(program, vendor):
    path = f"clients/{ClientFactory(vendor=vendor).pk}/"
    tag = program.get(path).headers["ETag"]

    response = program.get(path, if_none_match=tag)

    assert (response.status_code, response.content) == (304, b"")
    assert program.get(path, if_none_match='"other"').status_code == 200


def test_a_move_is_refused_over_another_state(program, couple):
    path = f"weddings/{couple.pk}/"

    response = program.post(f"{path}reflow/", {"life": "postponed"}, if_match='"old"')

    assert response.status_code == 412
    assert program.get(path).json()["life"] == "booked"
