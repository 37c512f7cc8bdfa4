"""Firebase's own client sends to the sandbox, and understands what it answers."""

import json
from collections.abc import Iterator

import firebase_admin
import pytest
import requests
from firebase_admin import exceptions, messaging

from tests.wedsync.sandbox.providers.fcm.sdk import PROJECT, firebase
from wedsync.sandbox.client import Client


@pytest.fixture
def app(sandbox: Client) -> Iterator[firebase_admin.App]:
    with firebase(sandbox) as app:
        yield app


def tagged(fid: str = "device-1") -> messaging.Message:
    return messaging.Message(
        fid=fid,
        notification=messaging.Notification("Ceremony at 4 pm", "It has moved."),
        android=messaging.AndroidConfig(
            collapse_key="m7", notification=messaging.AndroidNotification(tag="m7")
        ),
        apns=messaging.APNSConfig(headers={"apns-collapse-id": "m7"}),
        webpush=messaging.WebpushConfig(
            headers={"Topic": "m7"}, notification=messaging.WebpushNotification(tag="m7")
        ),
    )


def test_a_push_is_accepted_and_named(sandbox: Client, app: firebase_admin.App):
    name = messaging.send(tagged(), app=app)

    [line] = sandbox.accepted(provider="fcm")
    assert (line["id"], line["to"], line["subject"]) == (name, ["device-1"], "Ceremony at 4 pm")
    assert name.startswith(f"projects/{PROJECT}/messages/")
    assert sandbox.journal()[0]["path"] == "/google/token"


def test_what_makes_a_double_invisible_is_on_record(sandbox: Client, app: firebase_admin.App):
    messaging.send(tagged(), app=app)
    messaging.send(tagged(), app=app)

    first, second = sandbox.accepted()
    assert first["sha256"] == second["sha256"]
    assert (
        first["tags"]
        == second["tags"]
        == {
            "collapse_key": "m7",
            "android_tag": "m7",
            "apns_collapse_id": "m7",
            "webpush_tag": "m7",
            "webpush_topic": "m7",
        }
    )


def test_a_device_shows_the_last_of_those_that_replace_each_other(
    sandbox: Client, app: firebase_admin.App
):
    plain = messaging.Message(fid="device-1", data={"n": "1"})
    for message in (tagged(), tagged(), plain, plain, tagged("device-2")):
        messaging.send(message, app=app)

    assert sandbox.recipients() == {"device-1": 4, "device-2": 1}
    assert sandbox.recipients(visible=1) == {"device-1": 3, "device-2": 1}


def test_a_key_that_only_collapses_on_the_way_hides_nothing_on_the_screen(
    sandbox: Client, app: firebase_admin.App
):
    android = messaging.AndroidConfig(collapse_key="m7")
    for _ in range(2):
        messaging.send(messaging.Message(fid="device-1", android=android), app=app)

    assert len(sandbox.accepted(visible=1)) == 2


@pytest.mark.parametrize(
    ("fid", "error"),
    [
        ("unregistered", messaging.UnregisteredError),
        ("mismatch-1", messaging.SenderIdMismatchError),
        ("quota-1", messaging.QuotaExceededError),
        ("unavailable-1", exceptions.UnavailableError),
        ("invalid-1", exceptions.InvalidArgumentError),
    ],
)
def test_a_registration_named_after_an_error_gets_it(sandbox: Client, app, fid, error):
    with pytest.raises(error):
        messaging.send(messaging.Message(fid=fid), app=app)

    assert sandbox.accepted() == []


def test_one_bad_device_does_not_stop_the_rest(sandbox: Client, app: firebase_admin.App):
    told = messaging.send_each([tagged("a"), tagged("unregistered-1"), tagged("b")], app=app)

    assert [one.success for one in told.responses] == [True, False, True]
    assert sandbox.recipients() == {"a": 1, "b": 1}


def test_a_rehearsal_sends_nothing(sandbox: Client, app: firebase_admin.App):
    assert messaging.send(tagged(), dry_run=True, app=app).startswith("projects/")
    assert sandbox.accepted() == []


def test_a_push_too_large_is_refused(sandbox: Client, app: firebase_admin.App):
    with pytest.raises(exceptions.InvalidArgumentError, match="4096 bytes"):
        messaging.send(messaging.Message(fid="a", data={"text": "é" * 2048}), app=app)


def test_without_a_token_nobody_gets_in(sandbox: Client):
    url = f"{sandbox.url}/fcm/v1/projects/{PROJECT}/messages:send"

    answer = requests.post(url, json={"message": {"fid": "a"}}, timeout=5)

    assert (answer.status_code, answer.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("assertion", ["", "not signed", "a.b"])
def test_a_token_is_given_for_a_signed_assertion_only(sandbox: Client, assertion: str):
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    told = {"grant_type": grant, "assertion": assertion}

    answer = requests.post(f"{sandbox.url}/google/token", told, timeout=5)

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    "order", [None, [], {}, {"message": {}}, {"message": {"fid": "a", "topic": "b"}}]
)
def test_an_order_without_sense_is_refused(sandbox: Client, app, order):
    session = messaging._get_messaging_service(app)._client.session
    url = messaging._get_messaging_service(app)._fcm_url

    answer = session.post(url, data=json.dumps(order), timeout=5)

    details = answer.json()["error"]["details"]
    assert [one["errorCode"] for one in details] == ["INVALID_ARGUMENT"]
