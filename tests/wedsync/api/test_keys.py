"""Programs at the door: what opens it, how far they may go, how often."""

import datetime as dt

import pytest
from django.test import Client
from django.utils.timezone import now

from messaging.states import State
from tests.factories import ClientFactory
from tests.wedsync.api.conftest import program_of
from tests.wedsync.dashboard.stage import running
from wedsync.vendors.keys import revoke, rotate
from wedsync.vendors.models import ApiKey, Event
from wedsync.vendors.tenancy import operator, tenant


def test_a_key_reads_its_own_vendors_rows(program, vendor):
    ours, _theirs = ClientFactory(vendor=vendor), ClientFactory()

    found = program.get("clients/").json()["results"]

    assert [one["id"] for one in found] == [str(ours.pk)]


@pytest.mark.parametrize("said", ["Bearer nonsense", "Basic d2VkOnN5bmM=", "Bearer", "Token x"])
def test_what_opens_nothing_is_refused_whatever_session_comes_with_it(owner, said):
    response = owner.get("/api/v1/clients/", headers={"Authorization": said})

    assert response.status_code == 401
    assert response.json()["code"] == "authentication_failed"


def test_a_revoked_key_opens_nothing(program, vendor):
    with tenant(vendor.pk):
        revoke(program.key, now(), actor="user:1")

    assert program.get("clients/").status_code == 401


def test_both_secrets_open_while_a_rotation_overlaps(program, vendor):
    with tenant(vendor.pk):
        new = rotate(program.key, dt.timedelta(hours=1), now(), actor="user:1")

    assert program.get("clients/").status_code == 200
    headers = {"Authorization": f"Bearer {new}"}
    assert Client().get("/api/v1/clients/", headers=headers).status_code == 200


def test_a_key_lacks_what_its_scopes_do_not_say(with_scopes):
    program = with_scopes("clients:read")

    assert program.get("clients/").status_code == 200
    for refused in (program.get("weddings/"), program.post("clients/", {"name": "Lena"})):
        assert refused.status_code == 403
        assert "lacks the scope" in refused.json()["detail"]


def test_a_key_is_never_more_than_its_makers_role(vendor, program):
    campaign = running(vendor, State.QUEUED)
    with operator():
        type(program.seat).objects.filter(pk=program.seat.pk).update(role="viewer")

    assert program.get("campaigns/").status_code == 200
    assert program.post(f"campaigns/{campaign.pk}/pause/").status_code == 403


def test_the_history_names_the_key(program, vendor):
    program.post("clients/", {"name": "Lena & Marc"})

    with operator():
        event = Event.objects.filter(vendor=vendor, verb="client.added").get()
    assert event.actor == f"key:{program.key.prefix}"


def test_when_it_was_used_is_noted(program):
    program.get("clients/")

    with operator():
        assert ApiKey.objects.get(pk=program.key.pk).last_used_at


def test_a_key_needs_no_csrf_token(program):
    strict = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {program.secret}"})

    response = strict.post("/api/v1/clients/", {"name": "Lena"}, content_type="application/json")

    assert response.status_code == 201


def test_a_key_opens_no_page(program):
    assert program.client.get("/weddings/").status_code == 302


def test_every_answer_says_how_much_is_left(program, settings):
    settings.API_PER_MINUTE = 5

    first, second = program.get("clients/"), program.get("clients/")

    assert first.headers["RateLimit-Policy"] == '"default";q=5;w=60'
    assert first.headers["RateLimit"].startswith('"default";r=4;t=')
    assert second.headers["RateLimit"].startswith('"default";r=3;t=')


def test_too_much_is_refused_until_the_window_ends(program, settings):
    settings.API_PER_MINUTE = 0

    response = program.get("clients/")

    assert response.status_code == 429
    assert response.json()["code"] == "throttled"
    assert 1 <= int(response.headers["Retry-After"]) <= 60


def test_one_key_does_not_use_up_what_another_may(program, with_scopes, settings):
    settings.API_PER_MINUTE = 1
    other = with_scopes()

    assert [program.get("clients/").status_code for _ in range(2)] == [200, 429]
    assert other.get("clients/").status_code == 200


def test_without_redis_nobody_is_stopped(program, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }

    assert program.get("clients/").status_code == 200


def test_a_seat_of_another_vendor_makes_keys_of_that_vendor(foreign, vendor):
    ClientFactory(vendor=vendor)

    assert foreign.get("clients/").json()["results"] == []
    assert program_of(foreign.seat).get("clients/").json()["results"] == []
