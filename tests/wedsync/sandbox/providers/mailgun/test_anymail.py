"""The real Anymail, unmodified, sends to this Mailgun and reads its webhooks."""

import json
from typing import Any

import pytest
from anymail.backends.mailgun import EmailBackend
from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.message import AnymailMessage
from anymail.signals import AnymailTrackingEvent, tracking
from anymail.webhooks.mailgun import MailgunTrackingWebhookView
from django.test import RequestFactory

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.receiver import Got, Receiver
from wedsync.sandbox.client import Client
from wedsync.sandbox.config import MAILGUN_SIGNING_KEY


def send(sandbox: Client, *to: str, **fields: Any) -> AnymailMessage:
    letter = AnymailMessage("Your menu", "Choose.", "hello@venue.example", list(to), **fields)
    EmailBackend(api_key="key-test", api_url=sandbox.mailgun_url).send_messages([letter])
    return letter


def test_a_batch_carries_each_recipients_metadata(sandbox: Client):
    people = {"ada@example.org": {"message": "1"}, "bob@example.org": {"message": "2"}}

    letter = send(sandbox, *people, merge_metadata=people)

    lines = sandbox.accepted(provider="mailgun")
    assert {line["to"][0]: line["tags"] for line in lines} == people
    assert {line["id"] for line in lines} == {letter.anymail_status.message_id}


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("ada@example.org", [("delivered", None)]),
        ("bounce@example.org", [("bounced", "bounced")]),
        ("softbounce@example.org", [("deferred", "other")]),
        ("complain@example.org", [("delivered", None), ("complained", None)]),
        ("suppressed@example.org", [("bounced", "bounced")]),
        ("fail@example.org", [("rejected", "other")]),
    ],
)
def test_its_webhook_view_understands_every_event(
    start: Start, receiver: Receiver, to: str, told: list[tuple[str, str | None]]
):
    sandbox = start(webhook_url=receiver.url, couriers=1)
    letter = send(sandbox, to, metadata={"message": "17"})
    sandbox.settle()

    events = [event for got in receiver.got for event in heard(got)]

    assert [(event.event_type, event.reject_reason) for event in events] == told
    assert {event.message_id for event in events} == {letter.anymail_status.message_id}
    assert [event.metadata for event in events] == [{"message": "17"}] * len(events)


def test_a_retry_is_known_by_its_token(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, couriers=1)
    receiver.answers = [500]

    send(sandbox, "ada@example.org")
    sandbox.settle()

    tokens = [json.loads(got.body)["signature"]["token"] for got in receiver.got]
    assert (len(tokens), len(set(tokens))) == (2, 1)


def test_what_is_forged_is_refused_unless_it_is_only_old(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, couriers=1)
    sandbox.webhooks(forged=1, seed=1)

    for _ in range(12):
        send(sandbox, "ada@example.org")
    sandbox.settle()

    claims = [got for got in receiver.got if b"complained" in got.body]
    fresh = sandbox.clock()["now"] - 1800
    taken = [got for got in claims if status(got) == 200]
    stamps = [float(json.loads(got.body)["signature"]["timestamp"]) for got in taken]
    assert len(claims) == 12
    assert 0 < len(taken) < 12
    assert all(stamp < fresh for stamp in stamps)


def heard(got: Got) -> list[AnymailTrackingEvent]:
    events: list[AnymailTrackingEvent] = []

    def listen(event: AnymailTrackingEvent, **_: Any) -> None:
        events.append(event)

    tracking.connect(listen)
    try:
        assert status(got) == 200
    finally:
        tracking.disconnect(listen)
    return events


def status(got: Got) -> int:
    view = MailgunTrackingWebhookView.as_view(webhook_signing_key=MAILGUN_SIGNING_KEY)
    request = RequestFactory().post("/", got.body, "application/json")
    try:
        return view(request).status_code
    except AnymailWebhookValidationFailure:
        return 400
