"""Alive is one thing, getting on is another; each check fails by itself and with its figure."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.urls import path
from django.utils.timezone import now as current_time

from messaging.heart import beat
from messaging.models import Handover, Heartbeat
from tests.factories import AccountFactory, MessageFactory
from wedsync.dashboard import health
from wedsync.vendors.tenancy import operator

urlpatterns = [path("healthz", health.healthz), path("readyz", health.readyz)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

NOWHERE = "redis://127.0.0.1:1"  # nothing listens on port 1
NAMES = ["beat", "database", "due", "migrations", "redis"]


@pytest.fixture
def pulse(db):
    beat("beat")


def answer(client):
    response = client.get("/readyz")
    body = response.json()
    assert response.status_code == (200 if body["ready"] else 503)
    assert response["Cache-Control"].count("no-store") == 1
    return body["checks"]


def failing(checks):
    return [name for name, check in sorted(checks.items()) if not check["ok"]]


@contextmanager
def without_database():
    """Every statement fails, as on a connection whose server has gone."""

    def gone(*_):
        raise OperationalError("server closed the connection: host=db.internal user=wedsync")

    with connection.execute_wrapper(gone):
        yield


def as_the_owner(sql):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE wedsync_owner")
        cursor.execute(sql)
        cursor.execute("SET LOCAL ROLE wedsync_app")


def handed_over(message, at):
    with operator():
        Handover.objects.create(
            vendor_id=message.vendor_id, account=AccountFactory(), provider="resend", intent_at=at
        )


def test_alive_asks_nobody(client):
    with without_database():
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def test_a_house_that_gets_on_says_so_with_figures(client, pulse):
    checks = answer(client)

    assert sorted(checks) == NAMES
    assert failing(checks) == []
    assert checks["migrations"]["unapplied"] == 0
    assert checks["due"]["oldest_due_seconds"] is None
    assert 0 <= checks["beat"]["seconds"] < 60


@pytest.mark.usefixtures("pulse")
def test_a_database_that_is_away_fails_what_needs_it_and_names_no_host(client):
    with without_database():
        checks = answer(client)

    assert failing(checks) == ["beat", "database", "due", "migrations"]
    assert checks["database"] == {"ok": False, "error": "OperationalError"}
    assert checks["due"] == {"ok": False, "skipped": True}


@pytest.mark.usefixtures("pulse")
def test_a_redis_that_is_away_fails_alone(client, settings):
    settings.REDIS_URL = NOWHERE

    checks = answer(client)

    assert failing(checks) == ["redis"]
    assert checks["redis"]["error"] == "ConnectionError"


@pytest.mark.usefixtures("pulse")
def test_a_migration_that_was_not_run_fails(client):
    as_the_owner("DELETE FROM django_migrations WHERE app = 'campaigns'")

    checks = answer(client)

    assert failing(checks) == ["migrations"]
    assert checks["migrations"]["unapplied"] > 0


@pytest.mark.usefixtures("pulse")
def test_a_message_long_due_while_nothing_leaves_fails(client):
    MessageFactory(not_before=current_time() - dt.timedelta(minutes=10))

    checks = answer(client)

    assert failing(checks) == ["due"]
    assert 590 < checks["due"]["oldest_due_seconds"] < 660


@pytest.mark.usefixtures("pulse")
def test_a_long_queue_that_moves_is_no_failure(client):
    message = MessageFactory(not_before=current_time() - dt.timedelta(hours=3))

    handed_over(message, current_time() - dt.timedelta(seconds=20))

    assert failing(answer(client)) == []


@pytest.mark.usefixtures("pulse")
def test_a_queue_that_moved_once_and_stopped_fails(client):
    message = MessageFactory(not_before=current_time() - dt.timedelta(hours=3))

    handed_over(message, current_time() - dt.timedelta(minutes=6))

    assert failing(answer(client)) == ["due"]


@pytest.mark.usefixtures("pulse")
def test_what_is_due_later_or_held_is_no_failure(client):
    MessageFactory(not_before=current_time() + dt.timedelta(hours=1))
    MessageFactory(state="held", not_before=current_time() - dt.timedelta(hours=1))

    assert failing(answer(client)) == []


def test_a_beat_that_never_was_fails(client):
    checks = answer(client)

    assert failing(checks) == ["beat"]
    assert checks["beat"]["seconds"] is None


def test_a_beat_that_stopped_fails(client):
    Heartbeat.objects.create(name="beat", at=current_time() - dt.timedelta(seconds=90))

    checks = answer(client)

    assert failing(checks) == ["beat"]
    assert checks["beat"]["seconds"] >= 90


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_looking_is_allowed(client, address):
    assert client.post(address).status_code == 405
