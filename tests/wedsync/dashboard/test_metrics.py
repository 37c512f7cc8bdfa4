"""What the house tells Prometheus, and to whom."""

import pytest
from django.db import OperationalError, connection
from django.urls import path
from django.utils.timezone import now as current_time
from prometheus_client.parser import text_string_to_metric_families

from messaging.heart import beat
from messaging.models import Handover, InboxEvent
from tests.factories import AccountFactory, CampaignFactory, MessageFactory
from wedsync.dashboard.metrics import GAUGES, metrics
from wedsync.vendors.tenancy import operator

urlpatterns = [path("metrics", metrics)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

ALWAYS = {
    "wedsync_campaigns_running": 0,
    "wedsync_inbox_backlog": 0,
    "wedsync_maybe_duplicate_messages": 0,
    "wedsync_oldest_due_seconds": 0,
    "wedsync_queue_length": 0,
    "wedsync_redis_up": 1,
}


def figures(client, **headers):
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


def test_an_empty_house_still_has_figures(client):
    assert figures(client) == {(name,): value for name, value in ALWAYS.items()}


def test_messages_are_counted_by_channel_and_state_across_vendors(client):
    MessageFactory()
    MessageFactory()
    MessageFactory(state="held")

    found = figures(client)

    assert found["wedsync_messages", "email", "queued"] == 2
    assert found["wedsync_messages", "email", "held"] == 1
    assert found["wedsync_messages_last_day", "email", "queued"] == 2
    assert found["wedsync_oldest_due_seconds",] > 0


def test_what_needs_a_person_is_counted_too(client):
    message = MessageFactory(maybe_duplicate=True)
    for state in ("claimed", "dead"):
        with operator():
            type(message).objects.filter(pk=message.pk).update(state=state)

    found = figures(client)

    assert found["wedsync_messages", "dead", "email"] == 1
    assert found["wedsync_maybe_duplicate_messages",] == 1


def test_calls_to_providers_are_counted_by_what_became_of_them(client):
    message, account = MessageFactory(), AccountFactory()
    with operator():
        for outcome in ("pending", "unknown", "unknown", "accepted"):
            Handover.objects.create(
                vendor_id=message.vendor_id, account=account, provider="resend", outcome=outcome
            )

    found = figures(client)

    assert found["wedsync_handovers_last_day", "accepted", "resend"] == 1
    assert found["wedsync_handovers_last_day", "resend", "unknown"] == 2
    assert found["wedsync_handovers_open", "resend", "unknown"] == 2
    assert found["wedsync_handovers_open", "pending", "resend"] == 1


def test_what_runs_and_waits_is_counted(client):
    CampaignFactory(state="running")
    CampaignFactory(state="draft")
    with operator():
        InboxEvent.objects.create(
            account=AccountFactory(), event_key="1", kind="sent", occurred_at=current_time()
        )
    beat("beat")

    found = figures(client)

    assert found["wedsync_campaigns_running",] == 1
    assert found["wedsync_inbox_backlog",] == 1
    assert 0 <= found["wedsync_heartbeat_age_seconds", "beat"] < 60


def test_no_figure_has_a_label_that_names_somebody():
    labels = {label for gauge in GAUGES for label in gauge.labels}

    assert labels == {"channel", "name", "outcome", "provider", "state"}


def test_a_redis_that_is_away_is_a_figure(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1"

    found = figures(client)

    assert found["wedsync_redis_up",] == 0
    assert ("wedsync_queue_length",) not in found


def test_the_queue_of_another_broker_is_not_looked_for_in_redis(client, settings):
    settings.CELERY_BROKER_URL = "amqp://rabbit.example"

    assert ("wedsync_queue_length",) not in figures(client)


def test_a_database_that_is_away_is_no_crash(client):
    def gone(*_):
        raise OperationalError("gone")

    with connection.execute_wrapper(gone):
        response = client.get("/metrics")

    assert (response.status_code, response.content) == (503, b"OperationalError")


def test_a_token_opens_from_anywhere(client, settings):
    settings.METRICS_TOKEN = "let me in"

    assert figures(client, authorization="Bearer let me in", x_forwarded_for="203.0.113.9")


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer let me", "let me in", "Bearer löt"])
def test_with_a_token_set_nothing_else_opens(client, settings, given):
    settings.METRICS_TOKEN = "let me in"

    response = client.get("/metrics", headers={"authorization": given})

    assert (response.status_code, response.content) == (403, b"not for you")


@pytest.mark.parametrize("address", ["203.0.113.9", "10.0.0.1", "", "testclient"])
def test_without_a_token_only_this_machine_may_ask(client, address):
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == 403


def test_who_comes_through_a_proxy_is_not_this_machine(client):
    assert client.get("/metrics", headers={"x-forwarded-for": "::1"}).status_code == 403


def test_only_looking_is_allowed(client):
    assert client.post("/metrics").status_code == 405
