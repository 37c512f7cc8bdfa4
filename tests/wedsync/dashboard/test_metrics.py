"""What the house tells Prometheus, and to whom."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.urls import path
from django.utils.timezone import now as current_time
from prometheus_client.parser import text_string_to_metric_families

from messaging.give_up import LOST_TRACK
from messaging.heart import beat
from messaging.models import Decision, Handover, InboxEvent
from messaging.poison import KILLED, PUT_OFF
from messaging.shift import shift
from messaging.states import State
from tests.factories import AccountFactory, CampaignFactory, MessageFactory
from tests.messaging.handing import handed
from wedsync.dashboard.metrics import GAUGES, metrics
from wedsync.vendors.tenancy import operator, tenant

urlpatterns = [path("metrics", metrics)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

ALWAYS = {
    "wedsync_campaigns_running": 0,
    "wedsync_inbox_backlog": 0,
    "wedsync_maybe_duplicate_messages": 0,
    "wedsync_oldest_due_seconds": 0,
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
    found = figures(client)

    assert found.pop(("wedsync_queue_length",)) >= 0  # tests beside this one poke the same broker
    assert found == {(name,): value for name, value in ALWAYS.items()}


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


def test_possible_duplicates_are_counted_by_provider_and_purpose(client):
    message = handed(AccountFactory(), purpose="contractual", maybe_duplicate=True)
    MessageFactory(purpose="marketing", maybe_duplicate=True)
    MessageFactory(person=message.person, wedding=message.wedding, variant=message.variant)

    found = figures(client)

    assert found["wedsync_maybe_duplicate_total", "contractual", "resend"] == 1
    assert found["wedsync_maybe_duplicate_total", "marketing", "none"] == 1


def test_the_dead_are_counted_by_what_became_of_them(client):
    for reason in (KILLED, PUT_OFF, PUT_OFF, f"{LOST_TRACK}: nobody can tell", "something else"):
        die(MessageFactory(), reason)

    found = figures(client)

    assert found["wedsync_dead_messages", "kills workers"] == 1
    assert found["wedsync_dead_messages", "put off"] == 2
    assert found["wedsync_dead_messages", "lost track"] == 1
    assert found["wedsync_dead_messages", "other"] == 1


def test_what_is_held_is_counted_by_the_gate_that_holds_it(client):
    message, _other = MessageFactory(state="held"), MessageFactory(state="held")
    objections = [
        {"gate": "frequency", "said": "wait", "reason": "too many lately", "until": ""},
        {"gate": "quiet_hours", "said": "wait", "reason": "they sleep", "until": ""},
    ]
    with operator():
        for reason in ("too many lately", "they sleep"):
            Decision.objects.create(
                vendor=message.vendor, message=message, verdict="wait", reason=reason,
                objections=objections,
            )  # fmt: skip

    found = figures(client)

    assert found["wedsync_held_messages", "quiet_hours"] == 1
    assert found["wedsync_held_messages", "none"] == 1


def test_accounts_are_counted_by_their_breaker(client):
    later = current_time() + timedelta(minutes=5)
    AccountFactory()
    AccountFactory(enabled=False)
    AccountFactory(failures=5, rests_until=later)
    AccountFactory(failures=5, rests_until=current_time() - timedelta(minutes=5))

    found = figures(client)

    for state in ("closed", "off", "open", "half open"):
        assert found[("wedsync_accounts", *sorted(["email", "resend", state]))] == 1


def die(message, reason):
    with tenant(message.vendor_id):
        shift([message.pk], State.CLAIMED)
        shift([message.pk], State.DEAD, reason)


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

    assert labels == {
        *("channel", "gate", "name", "outcome", "provider", "purpose", "reason", "state"),
    }


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
