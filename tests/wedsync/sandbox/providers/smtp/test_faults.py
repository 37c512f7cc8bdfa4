"""What goes wrong with a mail server, and whether the mail was taken all the same."""

import smtplib

import pytest

from wedsync.sandbox.client import Client

PATIENCE = 5.0  # seconds
SOON, LATER = 0.4, 1.1  # where the answer will not come in time


def send(sandbox: Client, *, login: bool = False, patience: float = PATIENCE) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=patience) as line:
        if login:
            line.login("vera", "secret")
        line.sendmail("hello@venue.example", ["ada@example.org"], b"Subject: Hi\r\n\r\nHello.")


@pytest.mark.parametrize("code", [421, 450, 451, 452, 550, 552, 554])
def test_a_code_refuses_the_mail_before_it_is_taken(sandbox: Client, code: int):
    sandbox.fault("/smtp/", status=code, body="4.7.0 Not now")

    with pytest.raises(smtplib.SMTPDataError) as caught:
        send(sandbox)

    assert (caught.value.smtp_code, caught.value.smtp_error) == (code, b"4.7.0 Not now")
    assert sandbox.accepted() == []


def test_a_code_may_come_although_the_mail_was_taken(sandbox: Client):
    sandbox.fault("/smtp/", status=451, when="after")

    with pytest.raises(smtplib.SMTPDataError):
        send(sandbox)

    assert len(sandbox.accepted()) == 1


@pytest.mark.parametrize("code", [454, 535])
def test_a_code_of_a_login_strikes_there(sandbox: Client, code: int):
    sandbox.fault("/smtp/", status=code)

    with pytest.raises(smtplib.SMTPAuthenticationError) as caught:
        send(sandbox, login=True)

    assert caught.value.smtp_code == code


@pytest.mark.parametrize(
    ("verb", "error"),
    [
        ("AUTH", smtplib.SMTPAuthenticationError),
        ("MAIL", smtplib.SMTPSenderRefused),
        ("RCPT", smtplib.SMTPRecipientsRefused),
    ],
)
def test_a_fault_may_name_the_command_it_strikes(sandbox: Client, verb: str, error):
    sandbox.fault("/smtp/", method=verb, status=550)

    with pytest.raises(error):
        send(sandbox, login=True)

    [entry] = sandbox.journal("/smtp/")
    assert (entry["method"], entry["status"], entry["fault"]) == (verb, 550, "status 550")
    assert sandbox.accepted() == []


@pytest.mark.parametrize(
    ("effect", "taken"),
    [
        ({"drop": "before"}, 0),
        ({"drop": "after"}, 1),
        ({"hang": LATER, "when": "before"}, 0),
        ({"hang": LATER}, 1),
        ({"delay": LATER}, 0),  # who waits no longer hangs up before it is taken
        ({"slow_body": 10 * LATER}, 1),
        ({"drop": "before", "method": "RCPT"}, 0),
        ({"hang": LATER, "method": "MAIL"}, 0),
    ],
    ids=str,
)
def test_silence_says_nothing_about_what_was_taken(sandbox: Client, effect, taken: int):
    sandbox.fault("/smtp/", **effect)

    with pytest.raises((smtplib.SMTPServerDisconnected, TimeoutError)):
        send(sandbox, patience=SOON)

    assert len(sandbox.accepted()) == taken


def test_an_answer_nobody_can_read_hides_that_it_was_taken(sandbox: Client):
    sandbox.fault("/smtp/", bad_json=True)

    with pytest.raises(smtplib.SMTPDataError) as caught:
        send(sandbox)

    assert caught.value.smtp_code == -1
    assert len(sandbox.accepted()) == 1


@pytest.mark.parametrize(("when", "taken"), [("before", 0), ("after", 1)])
def test_an_empty_yes_is_a_yes_to_smtp(sandbox: Client, when: str, taken: int):
    sandbox.fault("/smtp/", status=250, when=when)

    send(sandbox)

    assert len(sandbox.accepted()) == taken


def test_a_slow_answer_arrives_whole(sandbox: Client):
    sandbox.fault("/smtp/", slow_body=0.2)

    send(sandbox)

    assert len(sandbox.accepted()) == 1


def test_the_next_connection_is_as_good_as_new(sandbox: Client):
    sandbox.fault("/smtp/", drop="before")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(sandbox)

    send(sandbox)

    [dropped, answered] = sandbox.journal("/smtp/")
    assert (dropped["outcome"], answered["outcome"]) == ("dropped", "answered")
    assert (dropped["accepted"], answered["accepted"]) == (0, 1)


@pytest.mark.parametrize("verb", ["AUTH", "MAIL", "RCPT"])
def test_a_slow_command_is_answered_as_any_other(sandbox: Client, verb: str):
    sandbox.fault("/smtp/", method=verb, delay=0.1)

    send(sandbox, login=True)

    assert len(sandbox.accepted()) == 1


def test_a_command_may_be_answered_with_what_nobody_can_read(sandbox: Client):
    sandbox.fault("/smtp/", method="MAIL", bad_json=True)

    with pytest.raises(smtplib.SMTPSenderRefused) as caught:
        send(sandbox)

    assert caught.value.smtp_code == -1
