"""Somebody writes: what the lever takes, and what the web server is told of it."""

import json
from email import message_from_string
from typing import Any

import pytest
import requests
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent, inbound
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.resend import ResendInboundWebhookView
from anymail.webhooks.sendgrid import SendGridInboundWebhookView
from django.test import RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.letters import get
from tests.wedsync.sandbox.receiver import Got, Receiver
from wedsync.sandbox import letter
from wedsync.sandbox.client import Client, Refused
from wedsync.sandbox.config import (
    MAILGUN_SIGNING_KEY,
    RESEND_SECRET,
    SENDGRID_INBOUND_PASSWORD,
)
from wedsync.sandbox.wire import Unfit

pytestmark = pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning")

REPLY = {
    "from_": "Ada Lovelace <ada@example.org>",
    "to": "Vera <reply+17@venue.example>",
    "subject": "Re: Your menu — é",
    "text": "Fish, please. ½\n\nOn Friday Vera wrote:\n> Fish or meat?",
    "in_reply_to": "<7@venue.example>",
    "message_id": "<8@mail.example>",
}
PROVIDERS = ["resend", "mailgun", "sendgrid"]


@pytest.fixture
def sandbox(start: Start, receiver: Receiver) -> Client:
    return start(webhook_url=receiver.url, couriers=1)


VIEWS = {
    "mailgun": MailgunInboundWebhookView,
    "sendgrid": SendGridInboundWebhookView,
    "resend": ResendInboundWebhookView,
}


def configured(provider: str, sandbox: Client) -> dict[str, str]:
    return {
        "resend": {
            "RESEND_INBOUND_SECRET": RESEND_SECRET,
            "RESEND_API_KEY": "re_test",
            "RESEND_API_URL": sandbox.resend_url,
        },
        "mailgun": {"MAILGUN_WEBHOOK_SIGNING_KEY": MAILGUN_SIGNING_KEY},
        "sendgrid": {"WEBHOOK_SECRET": f"sendgrid:{SENDGRID_INBOUND_PASSWORD}"},
    }[provider]


def heard(provider: str, sandbox: Client, got: Got) -> AnymailInboundMessage:
    """As the real Anymail reads it."""
    messages: list[AnymailInboundMessage] = []

    def listen(event: AnymailInboundEvent, **_: Any) -> None:
        messages.append(event.message)

    headers = {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in got.headers.items()}
    request = RequestFactory().post("/", got.body, got.headers["content-type"], **headers)
    inbound.connect(listen)
    try:
        with override_settings(ANYMAIL=configured(provider, sandbox)):
            assert VIEWS[provider].as_view()(request).status_code == 200
    finally:
        inbound.disconnect(listen)
    [message] = messages
    return message


@pytest.mark.parametrize("html", ["", "<p>Fish, please.</p>"])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_reply_is_read_by_anymail(sandbox: Client, receiver: Receiver, provider: str, html: str):
    sandbox.inbound(provider=provider, html=html, **REPLY)
    sandbox.settle()

    [got] = receiver.got
    message = heard(provider, sandbox, got)
    assert got.path == f"/hooks/{provider}/"
    assert (message.from_email.addr_spec, message.subject) == ("ada@example.org", REPLY["subject"])
    assert [str(to) for to in message.to] == [REPLY["to"]]
    assert (message["In-Reply-To"], message["References"]) == (REPLY["in_reply_to"],) * 2
    assert message["Message-Id"] == REPLY["message_id"]
    assert message.text.replace("\r\n", "\n").strip() == REPLY["text"]
    assert (message.html or "").strip() == html


def test_mailgun_tells_what_they_wrote_themselves(sandbox: Client, receiver: Receiver):
    sandbox.inbound(provider="mailgun", **REPLY)
    sandbox.settle()

    message = heard("mailgun", sandbox, receiver.got[0])
    assert message.stripped_text == "Fish, please. ½"
    assert message.envelope_sender == "ada@example.org"
    assert message.envelope_recipient == "reply+17@venue.example"


def test_resend_tells_that_there_is_a_mail_and_not_what_is_in_it(
    sandbox: Client, receiver: Receiver
):
    sandbox.inbound(**REPLY)
    sandbox.settle()

    [event] = [got.event() for got in receiver.got]
    assert event["type"] == "email.received"
    assert "Fish" not in json.dumps(event)
    told = get(sandbox, f"emails/receiving/{event['data']['email_id']}").json()
    assert (told["text"], told["message_id"]) == (REPLY["text"], REPLY["message_id"])
    raw = requests.get(told["raw"]["download_url"], timeout=5).text
    assert message_from_string(raw)["In-Reply-To"] == REPLY["in_reply_to"]


def test_a_mail_nobody_wrote_is_not_found(sandbox: Client):
    assert get(sandbox, "emails/receiving/00000000").status_code == 404
    assert requests.get(f"{sandbox.resend_url}raw/00000000", timeout=5).status_code == 404


def test_it_is_told_where_the_lever_says(sandbox: Client, receiver: Receiver):
    sandbox.inbound(provider="sendgrid", hook="/hooks/sendgrid/parse/?secret=7", **REPLY)
    sandbox.inbound("sms", from_="+14155550123", to="+14155550100", text="Hi", hook="/in/sms")
    sandbox.settle()

    assert {got.path for got in receiver.got} == {"/hooks/sendgrid/parse/?secret=7", "/in/sms"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"from": "ada"}, "needs from"),
        ({"to": "a@b.example, c@d.example"}, "needs to"),
        ({"colour": "red"}, "no colour"),
        ({"text": 5}, "are texts"),
        ({"subject": "Hi\nBcc: all@example.org"}, "A header has one line"),
        ({"channel": "fax"}, "Nobody hears fax"),
        ({"provider": "fcm"}, "Nobody hears email for fcm"),
        ({"hook": "http://elsewhere.example/"}, "hook is a path"),
    ],
)
def test_the_lever_says_what_is_wrong(sandbox: Client, receiver: Receiver, fields, words: str):
    told = {"from": "ada@example.org", "to": "hello@venue.example", "text": "Hi"}

    with pytest.raises(Refused, match=words):
        sandbox.call("POST", "inbound", told | fields)

    assert receiver.got == []


def test_without_a_web_server_there_is_nobody_to_tell(start: Start):
    with pytest.raises(Refused, match="no webhook URL"):
        start().inbound(from_="ada@example.org", to="hello@venue.example", text="Hi")


@given(st.dictionaries(st.sampled_from(letter.FIELDS), st.text() | st.none() | st.integers()))
def test_whatever_the_lever_is_told_is_read_or_refused(fields):
    try:
        draft = letter.read(fields)
    except Unfit:
        return

    assert draft.to[0]
    assert draft.headers["Message-Id"]
    assert b"From:" in letter.mime(draft, 0.0)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Yes.\n\n> Coming?", "Yes."),
        ("Yes.\n\nOn Fri, 5 Jun 2026 Vera <v@venue.example> wrote:\n> Coming?", "Yes."),
        ("On Friday we wrote: nothing", "On Friday we wrote: nothing"),
        ("", ""),
    ],
)
def test_what_is_quoted_is_not_what_they_wrote(text: str, own: str):
    assert letter.stripped(text) == own
