"""Firebase's own SDK against the sandbox: what each answer comes to, and what a device sees."""

import datetime as dt
import json
from functools import cache
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from messaging.providers.fcm import Provider
from messaging.providers.protocol import (
    Accepted,
    BadWebhook,
    Batch,
    Deferred,
    Envelope,
    Hook,
    Misconfigured,
    Refused,
    Unclear,
    Unknown,
)

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
provider = Provider()


@cache
def private_key():
    pem = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem.decode()


@pytest.fixture
def account(sandbox, settings):
    settings.FCM_URL = f"{sandbox.url}/fcm/"
    settings.CONNECT_SECONDS, settings.READ_SECONDS = 1, 1
    return {
        "service_account": json.dumps(
            {
                "type": "service_account",
                "project_id": "wedsync-sandbox",
                "private_key_id": "k",
                "private_key": private_key(),
                "client_email": f"push@{uuid4().hex}.example",
                "token_uri": f"{sandbox.url}/google/token",
            }
        )
    }


def push(to="device-1", **also):
    envelope = Envelope(uuid4(), to, subject="At four", text="The ceremony has moved.", **also)
    return Batch(str(uuid4()), [envelope], channel="push")


def test_a_notification_reaches_every_device(sandbox, account):
    answer = provider.hand_over(account, push("device-1 device-2"))

    assert isinstance(answer, Accepted)
    assert sorted(line["to"][0] for line in sandbox.accepted()) == ["device-1", "device-2"]


def test_a_repeat_takes_the_place_of_the_first(sandbox, account):
    batch = push()

    provider.hand_over(account, batch)
    provider.hand_over(account, batch)

    first, second = sandbox.accepted()
    assert first["tags"] == second["tags"]
    assert set(first["tags"].values()) == {batch.envelopes[0].message_id.hex}


def test_a_device_that_is_gone_is_named_and_the_other_still_reached(sandbox, account):
    answer = provider.hand_over(account, push("unregistered-1 device-2"))

    assert isinstance(answer, Accepted)
    assert answer.gone == ["unregistered-1"]


def test_nobody_left_to_reach_is_the_addresss_fault(sandbox, account):
    answer = provider.hand_over(account, push("unregistered-1"))

    assert isinstance(answer, Refused)
    assert (answer.fault, answer.gone) == ("address", ["unregistered-1"])


def test_a_tap_leads_where_the_message_says_and_it_ends_with_its_use(sandbox, account):
    provider.hand_over(account, push(link="https://fern.example/c/x/", seconds=60))

    body = json.loads(sandbox.accepted(bodies=1)[0]["text"])
    assert body["webpush"]["fcm_options"]["link"] == "https://fern.example/c/x/"
    assert body["android"]["ttl"] == "60s"


@pytest.mark.parametrize(
    ("device", "kind"),
    [
        ("mismatch-1", Misconfigured),
        ("quota-1", Deferred),
        ("unavailable-1", Unknown),
        ("invalid-1", Refused),
    ],
)
def test_what_a_registration_is_refused_with(sandbox, account, device, kind):
    assert isinstance(provider.hand_over(account, push(device)), kind)


@pytest.mark.parametrize(
    ("fault", "kind", "accepted"),
    [
        ({"status": 400, "body": {"error": {"status": "INVALID_ARGUMENT"}}}, Refused, 0),
        ({"status": 429, "headers": {"Retry-After": "7"}}, Deferred, 0),
        ({"status": 429}, Deferred, 0),
        ({"status": 500}, Unknown, 0),
        ({"status": 500, "when": "after"}, Unknown, 1),
        ({"status": 503, "headers": {"Retry-After": "60"}}, Unknown, 0),
        ({"drop": "before"}, Unknown, 0),
        ({"drop": "after"}, Unknown, 1),
        ({"hang": 1.5}, Unknown, 1),
        ({"bad_json": True}, Unknown, 1),
        ({"status": 200, "body": ""}, Unknown, 0),
        ({"status": 200, "body": {}}, Unknown, 0),
        ({"status": 401, "times": 3}, Misconfigured, 0),  # the SDK signs in anew first
    ],
    ids=str,
)
def test_what_a_fault_comes_to(sandbox, account, fault, kind, accepted):
    provider.hand_over(account, push("warm-up"))
    sandbox.faults({"path": "/fcm/", **fault})

    answer = provider.hand_over(account, push())

    assert isinstance(answer, kind)
    assert len(sandbox.accepted(to="device-1")) == accepted


def test_it_waits_as_long_as_it_is_told(sandbox, account):
    sandbox.faults({"path": "/fcm/", "status": 429, "headers": {"Retry-After": "7"}})

    answer = provider.hand_over(account, push())

    assert (answer.seconds, answer.cause) == (7.0, "rate")


def test_no_connection_means_nothing_was_sent(sandbox, account, settings):
    settings.FCM_URL = "http://127.0.0.1:9/"

    answer = provider.hand_over(account, push())

    assert isinstance(answer, Deferred)
    assert answer.cause == "network"


def test_where_nobody_signs_in_nothing_was_sent(sandbox, account):
    sandbox.faults({"path": "/google/", "status": 400, "body": {"error": "invalid_grant"}})

    assert isinstance(provider.hand_over(account, push()), Misconfigured)


@pytest.mark.parametrize("held", [{}, {"service_account": "{"}, {"service_account": "{}"}])
def test_an_account_that_cannot_be_used_says_so(held):
    assert isinstance(provider.hand_over(held, push()), Misconfigured)


def test_the_same_notification_has_the_same_digest():
    batch = push()

    assert provider.digest(batch) == provider.digest(Batch("another", batch.envelopes))
    assert provider.digest(batch) != provider.digest(push("device-2"))


def test_it_can_neither_be_asked_nor_does_it_report():
    assert isinstance(provider.ask({}, push(), NOW), Unclear)
    with pytest.raises(BadWebhook):
        provider.read_webhook("", Hook("https://x.example/", {}, b""), NOW)
