"""The real Anymail, unmodified, sends to this SendGrid and reads its signed events."""

import base64
import json
from typing import Any

import pytest
from anymail.backends.sendgrid import EmailBackend
from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.message import AnymailMessage
from anymail.signals import AnymailTrackingEvent, tracking
from anymail.webhooks.sendgrid import SendGridTrackingWebhookView
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import RequestFactory

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.receiver import Got, Receiver
from wedsync.sandbox.client import Client
from wedsync.sandbox.config import SENDGRID_PUBLIC_KEY, SENDGRID_SEED
from wedsync.sandbox.signing import sendgrid_key

pytestmark = pytest.mark.filterwarnings(
    "ignore::anymail.exceptions.AnymailNotSupportedWarning",
)


def send(sandbox: Client, *to: str, **fields: Any) -> AnymailMessage:
    letter = AnymailMessage("Your menu", "Choose.", "hello@venue.example", list(to), **fields)
    EmailBackend(api_key="SG.test", api_url=sandbox.sendgrid_url).send_messages([letter])
    return letter


def test_the_published_key_is_the_other_half_of_the_seed():
    public = sendgrid_key(SENDGRID_SEED).public_key()

    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    assert base64.b64encode(der).decode() == SENDGRID_PUBLIC_KEY


def test_a_batch_carries_each_recipients_metadata(sandbox: Client):
    people = {"ada@example.org": {"message": "1"}, "bob@example.org": {"message": "2"}}

    letter = send(sandbox, *people, merge_metadata=people)

    ids = {to: one.message_id for to, one in letter.anymail_status.recipients.items()}
    told = {line["to"][0]: line["tags"] for line in sandbox.accepted(provider="sendgrid")}
    assert told == {to: args | {"anymail_id": ids[to]} for to, args in people.items()}


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("ada@example.org", [("queued", None), ("delivered", None)]),
        ("bounce@example.org", [("queued", None), ("bounced", None)]),
        ("softbounce@example.org", [("queued", None), ("bounced", None)]),
        ("complain@example.org", [("queued", None), ("delivered", None), ("complained", None)]),
        ("delay@example.org", [("queued", None), ("deferred", None), ("delivered", None)]),
        ("suppressed@example.org", [("rejected", "bounced")]),
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


def test_a_retry_is_the_same_event_under_another_id(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, couriers=1)
    receiver.answers = [500]

    send(sandbox, "never+1@example.org", "suppressed@example.org")
    sandbox.settle()

    first, second = (json.loads(got.body)[0] for got in receiver.got)
    assert first.pop("sg_event_id") != second.pop("sg_event_id")
    assert first == second


def test_a_body_changed_after_signing_is_refused(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, couriers=1)
    send(sandbox, "ada@example.org")
    sandbox.settle()

    got = receiver.got[0]

    with pytest.raises(AnymailWebhookValidationFailure, match="incorrect signature"):
        heard(Got(got.method, got.path, got.headers, got.body.replace(b"ada@", b"eve@")))


def heard(got: Got) -> list[AnymailTrackingEvent]:
    events: list[AnymailTrackingEvent] = []

    def listen(event: AnymailTrackingEvent, **_: Any) -> None:
        events.append(event)

    key = SENDGRID_PUBLIC_KEY
    view = SendGridTrackingWebhookView.as_view(tracking_webhook_verification_key=key)
    request = RequestFactory().post("/", got.body, "application/json", headers=dict(got.headers))
    tracking.connect(listen)
    try:
        assert view(request).status_code == 200
    finally:
        tracking.disconnect(listen)
    return events
