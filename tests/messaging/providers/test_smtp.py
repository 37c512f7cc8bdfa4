"""A mailbox over the wire: what it refuses, what it leaves open, and a line that is kept."""

import email
import socket
from email import policy

import pytest
from django.utils.timezone import now

from messaging.providers import smtp
from messaging.providers.protocol import (
    Accepted,
    BadWebhook,
    Deferred,
    Hook,
    Misconfigured,
    Refused,
    Unclear,
    Unknown,
)
from messaging.providers.smtp import Door, Provider, door_of, write
from tests.messaging.providers.letters import one
from wedsync.lib.ids import uuid7

PATH = "/smtp/"
provider = Provider()


@pytest.fixture
def account():
    """A user of its own, so that no line is kept from another test."""
    return {"host": "mail.example.com", "user": f"vera{uuid7()}", "password": "secret"}


@pytest.fixture
def hasty(settings):
    settings.CALL_SECONDS = 0.3


def test_a_mail_is_taken_and_named(sandbox, account):
    answer = provider.hand_over(account, call := one(subject="Żółć"))

    (mail,) = sandbox.accepted(bodies=1)
    assert answer == Accepted([f"{call.key}@fern.example"])
    assert (mail["to"], mail["from"]) == (["lena@example.com"], "Fern Hall <hello@fern.example>")
    assert (mail["subject"], mail["text"], mail["html"]) == ("Żółć", "Hello", "<p>Hello</p>")
    assert mail["headers"]["Message-ID"] == f"<{call.key}@fern.example>"
    assert mail["headers"]["List-Unsubscribe"] == "<https://x.example/u/1>"
    assert mail["headers"]["Reply-To"] == "hello@fern.example"


def test_a_mail_without_html_is_plain(sandbox, account):
    provider.hand_over(account, one(html=""))

    (mail,) = sandbox.accepted(bodies=1)
    assert (mail["text"], mail["html"]) == ("Hello", "")


def test_the_same_call_has_the_same_bytes_and_its_own_date():
    call = one()
    message = email.message_from_bytes(write(call), policy=policy.default)

    assert write(call) == write(call)
    assert abs((now() - message["date"].datetime).total_seconds()) < 60


def test_one_connection_carries_many(sandbox, account):
    provider.hand_over(account, one())
    line = smtp._kept.get(door_of(account)).connection
    for _ in range(4):
        provider.hand_over(account, one())

    assert len(sandbox.accepted()) == 5
    assert smtp._kept.get(door_of(account)).connection is line


@pytest.mark.parametrize(
    ("effect", "kind", "taken"),
    [
        ({"status": 535}, Misconfigured, 0),
        ({"status": 454}, Deferred, 0),
        ({"method": "MAIL", "status": 550}, Misconfigured, 0),
        ({"method": "MAIL", "status": 451}, Deferred, 0),
        ({"method": "RCPT", "status": 550}, Refused, 0),
        ({"method": "RCPT", "status": 450}, Deferred, 0),
        ({"method": "AUTH", "drop": "before"}, Deferred, 0),
        ({"method": "RCPT", "drop": "before"}, Deferred, 0),
        ({"method": "RCPT", "bad_json": True}, Deferred, 0),
        ({"status": 421}, Deferred, 0),
        ({"status": 451}, Deferred, 0),
        ({"status": 554}, Refused, 0),
        ({"drop": "before"}, Unknown, 0),
        ({"drop": "after"}, Unknown, 1),
        ({"bad_json": True}, Unknown, 1),
    ],
    ids=str,
)
def test_what_a_fault_comes_to(sandbox, account, effect, kind, taken):
    sandbox.fault(PATH, **effect)

    assert type(provider.hand_over(account, one())) is kind
    assert len(sandbox.accepted()) == taken


@pytest.mark.parametrize(
    ("effect", "kind"),
    [
        ({"method": "MAIL", "hang": 2}, Deferred),
        ({"hang": 2, "when": "before"}, Unknown),
        ({"hang": 2}, Unknown),
    ],
    ids=str,
)
def test_nobody_is_waited_for_for_ever(sandbox, account, hasty, effect, kind):
    sandbox.fault(PATH, **effect)

    assert type(provider.hand_over(account, one())) is kind


@pytest.mark.parametrize("effect", [{"drop": "after"}, {"method": "MAIL", "status": 421}], ids=str)
def test_the_next_call_finds_a_new_connection(sandbox, account, effect):
    sandbox.fault(PATH, **effect)
    provider.hand_over(account, one())

    assert isinstance(provider.hand_over(account, one()), Accepted)


def test_a_line_that_went_dead_is_opened_anew(sandbox, account):
    provider.hand_over(account, one())
    line = smtp._kept.get(door_of(account)).connection
    line.sock.shutdown(socket.SHUT_RDWR)

    assert isinstance(provider.hand_over(account, one()), Accepted)
    assert smtp._kept.get(door_of(account)).connection is not line


def test_a_refused_address_is_the_address_fault(sandbox, account):
    answer = provider.hand_over(account, one("bounce@example.com"))

    assert isinstance(answer, Refused)
    assert answer.fault == "address"


def test_a_rule_of_theirs_is_not(sandbox, account):
    answer = provider.hand_over(account, one("suppressed@example.com"))

    assert isinstance(answer, Refused)
    assert answer.fault == "message"


def test_a_full_mailbox_may_have_room_later(sandbox, account):
    answer = provider.hand_over(account, one("softbounce@example.com"))

    assert isinstance(answer, Deferred)
    assert answer.cause == "busy"


def test_no_connection_means_nothing_was_sent(settings, account):
    settings.SANDBOX_SMTP = "127.0.0.1:9"

    answer = provider.hand_over(account, one())

    assert isinstance(answer, Deferred)
    assert answer.cause == "network"


def test_a_wrong_password_is_a_persons_to_mend(sandbox, account):
    answer = provider.hand_over(account | {"password": "wrong"}, one())

    assert isinstance(answer, Misconfigured)


@pytest.mark.parametrize("password", ["schlüssel", "\u2028"])
def test_so_is_one_that_cannot_be_said(sandbox, account, password):
    answer = provider.hand_over(account | {"password": password}, one())

    assert isinstance(answer, Misconfigured)


def test_a_server_that_cannot_encrypt_gets_no_password(sandbox, account, settings):
    settings.SANDBOX_SMTP = ""
    host, port = sandbox.smtp

    answer = provider.hand_over(account | {"host": host, "port": str(port)}, one())

    assert isinstance(answer, Misconfigured)
    assert sandbox.accepted() == []


def test_one_that_speaks_in_clear_where_encryption_is_due_gets_nothing(sandbox, account, settings):
    settings.SANDBOX_SMTP = ""
    host, port = sandbox.smtp

    answer = provider.hand_over(account | {"host": host, "port": str(port), "tls": "ssl"}, one())

    assert isinstance(answer, Deferred)
    assert sandbox.accepted() == []


@pytest.mark.parametrize(
    ("changed", "door"),
    [
        ({}, Door("mail.example.com", 587, "starttls", "vera", "secret")),
        ({"port": "465", "tls": "SSL"}, Door("mail.example.com", 465, "ssl", "vera", "secret")),
        ({"host": "::1", "tls": "none"}, Door("::1", 587, "none", "vera", "secret")),
        ({"host": "localhost", "tls": "none"}, Door("localhost", 587, "none", "vera", "secret")),
        ({"tls": "none", "password": ""}, Door("mail.example.com", 587, "none", "vera", "")),
    ],
)
def test_an_account_says_where_and_how(settings, changed, door):
    settings.SANDBOX_SMTP = ""
    account = {"host": "mail.example.com", "user": "vera", "password": "secret"}

    assert door_of(account | changed) == door


@pytest.mark.parametrize(
    "changed",
    [{"host": ""}, {"port": "smtp"}, {"port": "²"}, {"tls": "maybe"}, {"tls": "none"}],
    ids=str,
)
def test_one_that_does_not_make_sense_says_so(settings, account, changed):
    settings.SANDBOX_SMTP = ""

    assert isinstance(provider.hand_over(account | changed, one()), Misconfigured)


def test_it_cannot_be_asked_and_reports_nothing(account):
    assert isinstance(provider.ask(account, one(), now()), Unclear)
    with pytest.raises(BadWebhook):
        provider.read_webhook("secret", Hook("", {}, b""), now())
