"""Python's own smtplib and Django's backend speak to the sandbox's mail server."""

import json
import smtplib
import socket
import time
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.client import Client
from wedsync.sandbox.providers.smtp.mail import read

PERSON = "ada@example.org"


@pytest.fixture
def line(sandbox: Client) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(*sandbox.smtp, timeout=5) as line:
        yield line


def letter(*to: str, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Vera's Venue <hello@venue.example>"
    message["To"] = ", ".join(to or [PERSON])
    message["Subject"] = "Your menu — é"
    message["Message-ID"] = "<7@venue.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Please choose by Friday.\n½ or whole?")
    return message


def test_a_mail_arrives_as_it_was_written(sandbox: Client, line: smtplib.SMTP):
    message = letter(X_WedSync_Message="17", List_Unsubscribe="<https://venue.example/u>")
    message.add_alternative("<p>Please choose.</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="menu.pdf")

    line.send_message(message)

    [told] = sandbox.accepted(provider="smtp", bodies=1)
    assert (told["to"], told["subject"]) == ([PERSON], "Your menu — é")
    assert told["from"] == "Vera's Venue <hello@venue.example>"
    assert told["headers"] == {
        "Message-ID": "<7@venue.example>",
        "X-WedSync-Message": "17",
        "List-Unsubscribe": "<https://venue.example/u>",
    }
    assert told["text"] == "Please choose by Friday.\n½ or whole?"
    assert told["html"] == "<p>Please choose.</p>"


def test_django_s_backend_sends_on_one_connection(sandbox: Client):
    host, port = sandbox.smtp
    backend = EmailBackend(host=host, port=port, username="vera", password="secret", timeout=5)
    letters = [
        EmailMultiAlternatives("Hi", "Choose.", "hello@venue.example", [f"g{i}@example.org"])
        for i in range(20)
    ]

    assert backend.send_messages(letters) == 20
    assert sandbox.recipients(provider="smtp") == {f"g{i}@example.org": 1 for i in range(20)}


def test_the_same_mail_twice_is_told_apart_by_nothing_but_its_number(
    sandbox: Client, line: smtplib.SMTP
):
    for date in ("Fri, 05 Jun 2026 10:00:00 +0000", "Fri, 05 Jun 2026 10:00:09 +0000"):
        line.send_message(letter(Date=date))

    first, second = sandbox.accepted()
    assert first["id"] != second["id"]
    assert first["sha256"] == second["sha256"]


def test_who_is_on_the_envelope_gets_it_whatever_the_headers_say(
    sandbox: Client, line: smtplib.SMTP
):
    line.send_message(letter(), to_addrs=[PERSON, "bob@example.org"])

    assert sandbox.recipients() == {PERSON: 1, "bob@example.org": 1}


@pytest.mark.parametrize("mechanism", ["plain", "login"])
def test_anybody_may_log_in(sandbox: Client, line: smtplib.SMTP, mechanism: str):
    line.ehlo()
    line.user, line.password = "vera", "secret"

    code, _ = line.auth(mechanism.upper(), getattr(line, f"auth_{mechanism}"))

    assert code == 235


def test_a_wrong_password_opens_nothing(line: smtplib.SMTP):
    with pytest.raises(smtplib.SMTPAuthenticationError):
        line.login("vera", "wrong")


@pytest.mark.parametrize(
    ("person", "code"),
    [("bounce", 550), ("softbounce+1", 452), ("suppressed", 550), ("fail", 554)],
)
def test_some_are_refused_at_once(sandbox: Client, line: smtplib.SMTP, person: str, code: int):
    to = f"{person}@example.org"

    with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
        line.send_message(letter(to))

    assert caught.value.recipients[to][0] == code
    assert sandbox.accepted() == []


def test_one_who_is_refused_does_not_keep_it_from_the_others(sandbox: Client, line: smtplib.SMTP):
    refused = line.send_message(letter(PERSON, "bounce@example.org"))

    assert list(refused) == ["bounce@example.org"]
    assert sandbox.recipients() == {PERSON: 1}


def test_its_limit_counts_mails_of_one_user_in_a_second(start: Start):
    sandbox = start(smtp_limit=2)

    with smtplib.SMTP(*sandbox.smtp, timeout=5) as line:
        said = [attempt(line) for _ in range(6)]

    assert said[:2] == [250, 250]
    assert 451 in said
    assert len(sandbox.accepted()) == said.count(250)


def attempt(line: smtplib.SMTP) -> int:
    try:
        line.send_message(letter())
    except smtplib.SMTPDataError as error:
        return error.smtp_code
    return 250


def test_a_reader_opens_what_came_by_smtp(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url)
    message = letter("open@example.org")
    message.add_alternative(f'<img src="{receiver.url}/o/1.gif" width="1">', subtype="html")

    with smtplib.SMTP(*sandbox.smtp, timeout=5) as line:
        line.send_message(message)
    sandbox.settle()

    assert [(got.method, got.path) for got in receiver.got] == [("GET", "/o/1.gif")]


@pytest.mark.parametrize(
    "content",
    [
        b"no headers at all\r\n",
        b"Subject: =?nonsense?q?x?=\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
        b"Content-Type: multipart/mixed\r\n\r\n--none",
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\n--x--",
    ],
)
def test_a_mail_in_disorder_is_taken_like_any_other(
    sandbox: Client, line: smtplib.SMTP, content: bytes
):
    line.sendmail("hello@venue.example", [PERSON], content)

    assert sandbox.recipients() == {PERSON: 1}


def test_who_has_a_blank_in_the_address_is_one_person(sandbox: Client, line: smtplib.SMTP):
    line.sendmail("hello@venue.example", ['<"ada lovelace"@example.org>'], b"Subject: Hi\r\n\r\nHi")

    [to] = sandbox.accepted()[0]["to"]
    assert to == '"ada lovelace"@example.org'


@given(st.binary(max_size=200), st.sampled_from(["From", "To", "Subject", "Message-ID", "X-A"]))
def test_whatever_its_headers_are_it_is_read(value: bytes, name: str):
    content = name.encode() + b": " + value + b"\r\nContent-Type: text/html\r\n\r\n<p>Hi</p>\r\n"

    draft = read(content, "1", "hello@venue.example", (PERSON,))

    json.dumps([draft.sender, draft.subject, dict(draft.headers), draft.text, draft.html])


def test_who_hangs_up_in_the_middle_sent_nothing(sandbox: Client):
    with socket.create_connection(sandbox.smtp, timeout=5) as connection:
        connection.sendall(b"EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\n")
        connection.sendall(b"DATA\r\nSubject: Hi\r\n\r\nHal")
        time.sleep(0.05)

    assert sandbox.accepted() == []
