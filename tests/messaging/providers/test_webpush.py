"""Web Push against the sandbox, which decrypts what comes: what each answer comes to."""

import datetime as dt
import json
import time
from uuid import uuid4

import pytest

from messaging.models import Device
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
from messaging.providers.webpush import Provider
from messaging.providers.webpush_keys import new_keys, public_key
from tests.factories import PersonFactory
from tests.messaging.browsers import browser, web_push
from wedsync.vendors.tenancy import operator

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
PATH = "/webpush/"
provider = Provider()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    settings.CONNECT_SECONDS, settings.READ_SECONDS = 1, 1
    settings.CALL_SECONDS = 2


@pytest.fixture
def person(db):
    return PersonFactory()


@pytest.fixture
def account(sandbox):
    return web_push()


@pytest.fixture
def phone(sandbox, person, account):
    return browser(sandbox, person, account)


def push(*devices, **also):
    to = " ".join(device.registration for device in devices)
    envelope = Envelope(uuid4(), to, subject="At four", text="The ceremony has moved.", **also)
    return Batch(str(uuid4()), [envelope], channel="push", vendor_id=devices[0].vendor_id)


def hand_over(account, batch):
    return provider.hand_over(account.unseal(), batch)


def test_a_browser_reads_what_was_encrypted_for_it(sandbox, account, phone):
    batch = push(phone, link="https://fern.example/c/x/", seconds=60)

    answer = hand_over(account, batch)

    [line] = sandbox.accepted(bodies=1)
    tag = batch.envelopes[0].message_id.hex
    assert answer.ids == [tag]
    assert json.loads(line["text"]) == {
        "title": "At four",
        "body": "The ceremony has moved.",
        "link": "https://fern.example/c/x/",
        "tag": tag,
    }
    assert line["tags"] == {"ttl": "60", "topic": tag, "urgency": "normal", "tag": tag}


def test_every_browser_of_a_person_is_notified(sandbox, person, account, phone):
    tablet = browser(sandbox, person, account, "ada-tablet")

    assert isinstance(hand_over(account, push(phone, tablet)), Accepted)
    assert sandbox.recipients() == {"ada-phone": 1, "ada-tablet": 1}


def test_an_emergency_wakes_a_device(sandbox, account, phone):
    hand_over(account, push(phone, urgent=True))

    assert sandbox.accepted()[0]["tags"]["urgency"] == "high"


def test_a_repeat_takes_the_place_of_the_first(sandbox, account, phone):
    batch = push(phone)

    for _ in range(2):
        hand_over(account, batch)

    assert len(sandbox.accepted()) == 2
    assert len(sandbox.accepted(visible=1)) == 1


def test_one_that_is_gone_is_named_and_the_other_still_notified(sandbox, person, account, phone):
    old = browser(sandbox, person, account, "gone-1")

    answer = hand_over(account, push(old, phone))

    assert isinstance(answer, Accepted)
    assert answer.gone == [old.registration]


@pytest.mark.parametrize("name", ["gone-1", "not-found-1"])
def test_nobody_left_to_notify_is_the_addresss_fault(sandbox, person, account, name):
    old = browser(sandbox, person, account, name)

    answer = hand_over(account, push(old))

    assert isinstance(answer, Refused)
    assert (answer.fault, answer.gone) == ("address", [old.registration])


def test_one_that_was_taken_back_meanwhile_is_not_called(sandbox, account, phone):
    with operator():
        Device.objects.update(gone_at=NOW, sealed=b"")

    answer = hand_over(account, push(phone))

    assert isinstance(answer, Refused)
    assert (answer.fault, sandbox.journal(PATH)) == ("address", [])


def test_a_device_of_another_key_is_neither_called_nor_forgotten(sandbox, account, phone):
    answer = provider.hand_over(new_keys(), push(phone))

    assert isinstance(answer, Refused)
    assert (answer.code, answer.gone, sandbox.journal(PATH)) == ("other_key", (), [])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("too-large-1", Refused),
        ("too-many-1", Deferred),
        ("bad-request-1", Refused),
        ("bad-jwt-1", Misconfigured),
        ("unauthorized-1", Misconfigured),
        ("other-key-1", Misconfigured),
        ("internal-1", Unknown),
        ("unavailable-1", Unknown),
    ],
)
def test_what_a_push_service_refuses_with(sandbox, person, account, name, kind):
    assert isinstance(hand_over(account, push(browser(sandbox, person, account, name))), kind)


@pytest.mark.parametrize(
    ("fault", "kind", "accepted"),
    [
        ({"status": 201}, Accepted, 0),
        ({"status": 404}, Refused, 0),
        ({"status": 410}, Refused, 0),
        ({"status": 413}, Refused, 0),
        ({"status": 400, "body": "x"}, Refused, 0),
        ({"status": 400, "body": {"reason": "VapidPkHashMismatch"}}, Misconfigured, 0),
        ({"status": 401}, Misconfigured, 0),
        ({"status": 403}, Misconfigured, 0),
        ({"status": 429, "headers": {"Retry-After": "7"}}, Deferred, 0),
        ({"status": 429}, Deferred, 0),
        ({"status": 302, "headers": {"Location": "http://127.0.0.1:9/"}}, Unknown, 0),
        ({"status": 500}, Unknown, 0),
        ({"status": 500, "when": "after"}, Unknown, 1),
        ({"drop": "before"}, Unknown, 0),
        ({"drop": "after"}, Unknown, 1),
        ({"hang": 1.5}, Unknown, 1),
        ({"slow_body": 30, "status": 500}, Unknown, 0),
    ],
    ids=str,
)
def test_what_a_fault_comes_to(sandbox, account, phone, fault, kind, accepted):
    sandbox.faults({"path": PATH, **fault})

    began = time.monotonic()
    answer = hand_over(account, push(phone))

    assert isinstance(answer, kind)
    assert len(sandbox.accepted()) == accepted
    assert len(sandbox.journal(PATH)) == 1  # nothing is repeated here
    assert time.monotonic() - began < 3


def test_it_waits_as_long_as_it_is_told(sandbox, account, phone):
    sandbox.faults({"path": PATH, "status": 429, "headers": {"Retry-After": "7"}})

    answer = hand_over(account, push(phone))

    assert (answer.seconds, answer.cause) == (7.0, "rate")


def test_what_a_service_repeats_of_the_address_is_kept_nowhere(sandbox, account, phone):
    endpoint = phone.unseal()["endpoint"]
    sandbox.faults({"path": PATH, "status": 400, "body": f"{endpoint} or ada-phone is odd"})

    assert hand_over(account, push(phone)).reason == "400 … or … is odd"


def test_all_devices_together_take_no_longer_than_one_call_may(sandbox, person, account):
    devices = [browser(sandbox, person, account, f"slow-{n}") for n in range(5)]
    sandbox.faults({"path": PATH, "hang": 1.5, "times": None})

    began = time.monotonic()
    answer = hand_over(account, push(*devices))

    assert isinstance(answer, Unknown)
    assert time.monotonic() - began < 4


def test_no_connection_means_nothing_was_sent(sandbox, person, account, phone):
    with operator():
        phone.seal({**phone.unseal(), "endpoint": "http://127.0.0.1:9999/webpush/x"})
        phone.save()

    answer = hand_over(account, push(phone))

    assert isinstance(answer, Deferred)
    assert answer.cause == "network"


def test_no_house_of_our_own_is_ever_called(sandbox, account, phone, settings):
    settings.WEBHOOK_NETWORKS = []
    with operator():
        phone.seal({**phone.unseal(), "endpoint": "https://127.0.0.1/webpush/x"})
        phone.save()

    answer = hand_over(account, push(phone))

    assert isinstance(answer, Refused)
    assert (answer.code, answer.gone, sandbox.journal(PATH)) == ("no_target", (), [])


@pytest.mark.parametrize(
    "held",
    [
        {},
        {"private_key": "short"},
        {"private_key": "not base64 at all!"},
        {**new_keys(), "subject": ""},
    ],
)
def test_an_account_that_cannot_be_used_says_so(sandbox, phone, held):
    if "subject" in held:
        with operator():
            phone.seal({**phone.unseal(), "key": public_key(held)})
            phone.save()

    assert isinstance(provider.hand_over(held, push(phone)), Misconfigured)
    assert sandbox.journal(PATH) == []


def test_the_same_notification_has_the_same_digest(sandbox, phone):
    batch = push(phone)

    assert provider.digest(batch) == provider.digest(Batch("another", batch.envelopes))
    assert provider.digest(batch) != provider.digest(push(phone, urgent=True))


def test_a_new_account_gets_a_key_of_its_own():
    first, second = provider.begin(), provider.begin()

    assert public_key(first) != public_key(second)
    assert first["subject"].startswith("mailto:")


def test_it_can_neither_be_asked_nor_does_it_report(sandbox, phone):
    assert isinstance(provider.ask({}, push(phone), NOW), Unclear)
    with pytest.raises(BadWebhook):
        provider.read_webhook("", Hook("https://x.example/", {}, b""), NOW)
