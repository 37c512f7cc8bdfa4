"""What a mail server's words mean, by the step at which it said them."""

import smtplib
import socket
import ssl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.providers.answers import Said, row_of
from messaging.providers.protocol import Deferred, Misconfigured, Refused, Unknown
from messaging.providers.smtp_answers import ANSWERS, understand_error

STEPS = {
    "greeting": smtplib.SMTPConnectError,
    "login": smtplib.SMTPAuthenticationError,
    "sender": lambda code, words: smtplib.SMTPSenderRefused(code, words, "hello@fern.example"),
    "recipient": lambda code, words: smtplib.SMTPRecipientsRefused({"to": (code, words)}),
    "text": smtplib.SMTPDataError,
}

EXAMPLES = [
    ("greeting", 554, b"5.3.2 Not here", Misconfigured),
    ("greeting", 421, b"4.3.2 Not now", Deferred),
    ("greeting", 220, b"Welcome", Deferred),
    ("login", 454, b"4.7.0 Temporary authentication failure", Deferred),
    ("login", 535, b"5.7.8 Wrong password", Misconfigured),
    ("sender", 552, b"5.3.4 Too large", Refused),
    ("sender", 530, b"5.7.0 Log in first", Misconfigured),
    ("sender", 553, b"5.7.1 Not your address", Misconfigured),
    ("sender", 450, b"4.7.1 Too many mails", Deferred),
    ("recipient", 550, b"5.7.1 Relaying denied", Misconfigured),
    ("recipient", 550, b"5.7.1 Wants no mail from here", Refused),
    ("recipient", 552, b"5.2.2 Mailbox full", Refused),
    ("recipient", 550, b"5.1.1 No such mailbox", Refused),
    ("recipient", 452, b"4.2.2 Mailbox full", Deferred),
    ("text", 554, b"5.6.0 Spam", Refused),
    ("text", 451, b"4.7.1 Too many mails", Deferred),
    ("text", 451, b"4.3.0 Local error", Deferred),
    ("text", -1, b"garbage", Unknown),
    ("text", 299, "\ud800", Unknown),
]


@pytest.mark.parametrize(("step", "code", "words", "kind"), EXAMPLES)
def test_what_it_says_comes_to(step, code, words, kind):
    assert type(understand_error(STEPS[step](code, words), step == "text")) is kind


def test_every_row_of_the_table_has_an_example():
    said = [Said(code, text=str(words), at=step) for step, code, words, _ in EXAMPLES]

    assert {row_of(ANSWERS, one) for one in said} == set(ANSWERS)


@pytest.mark.parametrize(
    ("words", "fault"),
    [(b"5.1.1 No such mailbox", "address"), (b"5.7.1 Not from you", "message")],
)
def test_only_the_address_itself_is_the_address_fault(words, fault):
    answer = understand_error(STEPS["recipient"](550, words), False)

    assert isinstance(answer, Refused)
    assert answer.fault == fault


SILENT = [
    smtplib.SMTPServerDisconnected("gone"),
    TimeoutError(),
    ConnectionRefusedError(),
    socket.gaierror(),
    ssl.SSLError(),
]


@pytest.mark.parametrize("error", SILENT, ids=repr)
def test_silence_proves_something_only_before_the_text(error):
    before, after = understand_error(error, False), understand_error(error, True)

    assert isinstance(before, Deferred)
    assert before.cause == "network"
    assert isinstance(after, Unknown)


@pytest.mark.parametrize(
    "error",
    [
        ssl.SSLCertVerificationError(),
        smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."),
        smtplib.SMTPException("No suitable authentication method found."),
    ],
    ids=repr,
)
def test_what_a_person_must_mend_is_said(error):
    assert isinstance(understand_error(error, False), Misconfigured)


@given(st.sampled_from(sorted(STEPS)), st.integers(-1, 999), st.binary(max_size=20))
def test_only_at_the_text_may_a_word_leave_us_in_doubt(step, code, words):
    answer = understand_error(STEPS[step](code, words), step == "text")

    assert not isinstance(answer, Unknown) or step == "text"
