"""Deliveries on their way: taken, tried again, given up, and nothing that was never asked for."""

import datetime as dt
import json

import pytest
from django.utils.timezone import now as current_time
from standardwebhooks import Webhook

from crm_connectors.models import Delivery, Endpoint
from crm_connectors.outgoing.claim import claim
from crm_connectors.outgoing.endpoints import rotate_secret
from crm_connectors.outgoing.gather import gather_all
from crm_connectors.outgoing.replay import replay, replay_since, say_test
from crm_connectors.outgoing.send import send_due
from messaging.models import ToDo
from tests.crm_connectors.outgoing.receiver import receiver
from tests.factories import ClientFactory
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def happen(vendor, count=1):
    ClientFactory.create_batch(count, vendor=vendor)
    return gather_all(current_time() + dt.timedelta(seconds=10))


def due_now():
    """As if all waits were over."""
    with operator():
        Delivery.objects.filter(state="pending").update(due_at=current_time(), lease_until=None)


def states(**by):
    with operator():
        return sorted(Delivery.objects.filter(**by).values_list("state", flat=True))


def the(model):
    with operator():
        return model.objects.get()


def test_it_is_signed_as_the_standard_says(there, vendor, listen):
    endpoint = listen(there.url("ok"))
    happen(vendor)

    assert send_due() == 1
    [(_, headers, body)] = there.heard
    told = Webhook(endpoint.secret).verify(body, headers)
    assert told["type"] == "client.created"
    assert states() == ["delivered"]


def test_what_failed_is_said_again_in_the_same_words(there, vendor, listen):
    listen(there.url("flaky"))
    happen(vendor)
    send_due()
    with operator():
        assert Delivery.objects.get().due_at >= current_time() + dt.timedelta(seconds=80)
    assert send_due() == 0
    due_now()
    send_due()

    assert states() == ["delivered"]
    assert [line["status"] for line in the(Delivery).log] == [503, 200]
    assert the(Endpoint).failing_since is None


def test_ten_failures_are_the_end(there, vendor, listen):
    listen(there.url("fail"))
    happen(vendor)
    for _ in range(12):
        send_due()
        due_now()

    delivery = the(Delivery)
    assert (delivery.state, delivery.attempts, len(delivery.log)) == ("given_up", 10, 10)
    assert delivery.log[0]["body"] == "out of order"
    assert the(Endpoint).state == "active"


def test_gone_switches_it_off_and_says_so(there, vendor, listen):
    listen(there.url("gone"))
    happen(vendor, 3)
    send_due()

    assert the(Endpoint).state == "disabled"
    assert "410" in the(ToDo).text
    due_now()
    assert send_due() == 0


def test_five_days_of_failures_switch_it_off(there, vendor, listen):
    listen(there.url("fail"))
    happen(vendor)
    with operator():
        Endpoint.objects.update(failing_since=current_time() - dt.timedelta(days=6))
    send_due()

    assert the(Endpoint).state == "disabled"
    assert "five days" in the(Endpoint).reason


def test_one_that_fails_gets_a_place_at_a_time(there, vendor, listen):
    listen(there.url("fail"))
    listen(there.url("ok"))
    happen(vendor, 8)

    assert send_due() == 10
    due_now()
    assert send_due() == 4
    assert states(endpoint__url=there.url("ok")) == ["delivered"] * 8


def test_a_worker_that_died_leaves_it_to_the_next(there, vendor, listen):
    listen(there.url("ok"))
    happen(vendor)
    assert len(claim()) == 1
    assert claim() == []
    due_now()

    assert send_due() == 1
    assert the(Delivery).attempts == 2


def test_two_secrets_sign_while_one_is_changed(there, vendor, listen):
    endpoint = listen(there.url("ok"))
    with tenant(vendor.pk):
        fresh = rotate_secret(vendor, endpoint.pk, current_time(), actor="user:1")
    happen(vendor)
    send_due()

    [(_, headers, body)] = there.heard
    for secret in (endpoint.secret, fresh):
        assert Webhook(secret).verify(body, headers)
    assert fresh != endpoint.secret


def test_after_a_day_the_old_secret_signs_no_more(there, vendor, listen):
    endpoint = listen(there.url("ok"))
    with tenant(vendor.pk):
        rotate_secret(vendor, endpoint.pk, current_time() - dt.timedelta(days=2), actor="user:1")
    happen(vendor)
    send_due()

    assert " " not in there.heard[0][1]["webhook-signature"]


def test_a_replay_says_the_same_under_the_same_name(there, vendor, listen):
    listen(there.url("ok"))
    happen(vendor)
    send_due()
    with tenant(vendor.pk):
        replay(vendor, the(Delivery).pk, current_time(), actor="user:1")
    send_due()

    first, second = there.heard
    assert first[1]["webhook-id"] == second[1]["webhook-id"]
    assert first[2] == second[2]


def test_what_was_given_up_can_be_said_again_at_once(there, vendor, listen):
    endpoint = listen(there.url("ok"))
    happen(vendor, 3)
    with operator():
        Delivery.objects.update(state="given_up", attempts=10, due_at=None)
    with tenant(vendor.pk):
        since = current_time() - dt.timedelta(hours=1)
        assert replay_since(vendor, endpoint.pk, since, current_time(), actor="user:1") == 3
    send_due()

    assert states() == ["delivered"] * 3


def test_a_test_says_that_it_is_one(there, vendor, listen):
    endpoint = listen(there.url("ok"))
    with tenant(vendor.pk):
        say_test(vendor, endpoint.pk, current_time(), actor="user:1")
    send_due()

    assert json.loads(there.heard[0][2])["type"] == "webhook.test"


def test_a_webhook_that_is_off_replays_nothing(there, vendor, listen):
    endpoint = listen(there.url("gone"))
    happen(vendor)
    send_due()
    with tenant(vendor.pk), pytest.raises(Refusal, match="off"):
        replay(vendor, the(Delivery).pk, current_time(), actor="user:1")
    with tenant(vendor.pk), pytest.raises(Refusal, match="off"):
        say_test(vendor, endpoint.pk, current_time(), actor="user:1")


@pytest.mark.walk
def test_a_thousand_deliveries_end_as_they_should_and_nothing_private_is_called(
    there, vendor, listen
):
    """Whoever listens badly costs only itself: 1,000 deliveries to seven kinds of receivers."""
    counts = {"ok": 700, "flaky": 200, "gone": 60, "fail": 20, "away": 16, "hang": 2, "drip": 2}
    with receiver("127.0.0.9") as inside:
        there.elsewhere = inside.url("ok")
        listening = {path: listen(there.url(path)) for path in counts}
        _note(vendor, {listening[path]: count for path, count in counts.items()})
        while send_due():
            pass
        for _ in range(700):
            due_now()
            if not send_due():
                break
        assert inside.heard == []

    ends = {path: states(endpoint=one) for path, one in listening.items()}
    assert ends["ok"] == ["delivered"] * 700
    assert ends["flaky"] == ["delivered"] * 200
    for path in ("fail", "away", "hang", "drip"):
        assert ends[path] == ["given_up"] * counts[path]
    assert ends["gone"].count("given_up") >= 1
    assert set(ends["gone"]) <= {"given_up", "pending"}  # the rest waits for a person
    # At least once: whoever answers when nobody listens any more hears it again.
    assert len(set(there.taken("ok"))) == 700
    assert len(set(there.taken("flaky"))) == 200


def _note(vendor, wanted):
    with operator():
        Delivery.objects.bulk_create(
            Delivery(
                vendor=vendor,
                endpoint=endpoint,
                event_id=uuid7(),
                kind="client.created",
                body="{}",
                due_at=current_time(),
            )
            for endpoint, count in wanted.items()
            for _ in range(count)
        )


def test_without_its_secret_nothing_is_sent_and_a_new_one_mends_it(there, vendor, listen):
    endpoint = listen(there.url("ok"))
    happen(vendor)
    with operator():
        Endpoint.objects.update(sealed=b"")
    send_due()
    assert there.heard == []
    assert the(Delivery).log[0]["trouble"] == "its secret can't be read: rotate it"
    with tenant(vendor.pk):
        rotate_secret(vendor, endpoint.pk, current_time(), actor="user:1")
    due_now()
    send_due()

    assert states() == ["delivered"]
