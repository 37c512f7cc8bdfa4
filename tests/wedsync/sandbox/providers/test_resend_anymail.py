"""The real Anymail, unmodified, against the sandbox: sending and reading its webhooks."""

from typing import Any

import pytest
from anymail.backends.resend import EmailBackend
from anymail.exceptions import AnymailRequestsAPIError
from anymail.message import AnymailMessage
from anymail.signals import AnymailTrackingEvent, tracking
from anymail.webhooks.resend import ResendTrackingWebhookView
from django.test import RequestFactory

from tests.wedsync.sandbox.letters import post
from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.client import Client
from wedsync.sandbox.config import RESEND_SECRET

SENDER = "Vera's Venue <hello@venue.example>"


def backend(sandbox: Client, key: str = "re_test") -> EmailBackend:
    return EmailBackend(api_key=key, api_url=sandbox.resend_url)


def message(*to: str, **fields: Any) -> AnymailMessage:
    letter = AnymailMessage(
        subject="Your menu, Zoë", body="Please choose.", from_email=SENDER, to=list(to), **fields
    )
    letter.attach_alternative("<p>Please choose.</p>", "text/html")
    return letter


def test_a_message_is_sent_with_its_metadata_and_headers(sandbox: Client):
    letter = message(
        "Ada Lovelace <ada@example.org>",
        metadata={"message": "17"},
        tags=["menu"],
        headers={"List-Unsubscribe": "<https://venue.example/u/1>"},
        reply_to=["vera@venue.example"],
    )

    assert backend(sandbox).send_messages([letter]) == 1

    [line] = sandbox.accepted(bodies=1)
    assert letter.anymail_status.message_id == line["id"]
    assert (line["subject"], line["html"]) == ("Your menu, Zoë", "<p>Please choose.</p>")
    assert line["headers"] == {
        "List-Unsubscribe": "<https://venue.example/u/1>",
        "X-Metadata": '{"message": "17"}',
        "X-Tags": '["menu"]',
    }


def test_anymails_own_batch_reaches_each_recipient(sandbox: Client):
    letter = message(
        "ada@example.org",
        "bob@example.org",
        merge_metadata={"ada@example.org": {"n": 1}, "bob@example.org": {"n": 2}},
    )

    backend(sandbox).send_messages([letter])

    ids = {to: status.message_id for to, status in letter.anymail_status.recipients.items()}
    assert ids == {line["to"][0]: line["id"] for line in sandbox.accepted()}
    assert sandbox.recipients() == {"ada@example.org": 1, "bob@example.org": 1}


def test_a_refusal_reaches_the_caller_with_its_name(sandbox: Client):
    letter = message("ada@example.org")

    with pytest.raises(AnymailRequestsAPIError) as raised:
        backend(sandbox, key="sk_wrong").send_messages([letter])

    assert raised.value.status_code == 403
    assert raised.value.response.json()["name"] == "invalid_api_key"


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("ada@example.org", [("sent", None), ("delivered", None)]),
        ("bounce@example.org", [("sent", None), ("bounced", "bounced")]),
        ("softbounce@example.org", [("sent", None), ("bounced", "bounced")]),
        ("complain@example.org", [("sent", None), ("delivered", None), ("complained", None)]),
        ("delay@example.org", [("sent", None), ("deferred", None), ("delivered", None)]),
        ("suppressed@example.org", [("unknown", None)]),
    ],
)
def test_its_webhook_view_understands_every_event(
    start: Any, receiver: Receiver, to: str, told: list[tuple[str, str | None]]
):
    sandbox = start(webhook_url=receiver.url, couriers=1)
    letter = message(to, metadata={"message": "17"})
    backend(sandbox).send_messages([letter])
    sandbox.settle()

    events = [event for got in receiver.hooks for event in heard(got.body, got.headers)]

    assert [(event.event_type, event.reject_reason) for event in events] == told
    assert {event.message_id for event in events} == {letter.anymail_status.message_id}
    assert {event.recipient for event in events} == {to}
    assert [event.metadata for event in events] == [{"message": "17"}] * len(events)


def test_a_mail_without_metadata_is_reported_without_headers(start: Any, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url)
    letter = {"from": SENDER, "to": "ada@example.org", "subject": "Hi", "text": "Hi"}

    post(sandbox, letter)
    sandbox.settle()

    assert {"headers" in got.event()["data"] for got in receiver.hooks} == {False}


def heard(body: bytes, headers: Any) -> list[AnymailTrackingEvent]:
    """What Anymail's view makes of one webhook."""
    events: list[AnymailTrackingEvent] = []

    def listen(event: AnymailTrackingEvent, **_: Any) -> None:
        events.append(event)

    tracking.connect(listen)
    try:
        view = ResendTrackingWebhookView.as_view(signing_secret=RESEND_SECRET)
        request = RequestFactory().post("/", body, "application/json", headers=dict(headers))
        assert view(request).status_code == 200
    finally:
        tracking.disconnect(listen)
    return events
