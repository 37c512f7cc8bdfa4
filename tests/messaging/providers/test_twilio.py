"""Twilio over the wire: what is sent, and what every answer comes to."""

import pytest
from django.utils.timezone import now

from messaging.providers.protocol import (
    Accepted,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)
from messaging.providers.twilio import LONGEST, Provider, form
from messaging.providers.twilio_http import Http
from tests.messaging.providers.texts import (
    ACCOUNT,
    BY_SERVICE,
    GUEST,
    MESSAGES,
    NUMBER,
    batch,
    template,
)

provider = Provider()


def send(once=None, account=ACCOUNT):
    return provider.hand_over(account, once or batch())


def test_a_text_message_leaves_from_the_accounts_number(sandbox):
    answer = send()

    [line] = sandbox.accepted(bodies=1)
    assert answer == Accepted([line["id"]])
    assert (line["provider"], line["from"], line["to"]) == ("twilio_sms", NUMBER, [GUEST])
    assert line["text"] == "The ceremony starts at 4 pm."


def test_a_service_chooses_the_number(sandbox):
    assert isinstance(send(account=BY_SERVICE), Accepted)

    [line] = sandbox.accepted()
    assert line["from"] == BY_SERVICE["messaging_service_sid"]


@pytest.mark.parametrize("number", [NUMBER, f"whatsapp:{NUMBER}"])
def test_whatsapp_is_said_on_both_sides(sandbox, number):
    assert isinstance(send(template(), ACCOUNT | {"from": number}), Accepted)

    [line] = sandbox.accepted(bodies=1)
    assert (line["from"], line["to"]) == (f"whatsapp:{NUMBER}", [f"whatsapp:{GUEST}"])
    assert line["text"] == "Hello Ana, a reminder from Fern Hall: it is soon. See you soon."


@pytest.mark.parametrize(
    ("seconds", "told"), [(600, 600), (0, 1), (-5, 1), (86_400, 36_000), (None, None)]
)
def test_what_is_of_use_for_a_while_is_not_queued_longer(seconds, told):
    (envelope,) = batch(seconds=seconds).envelopes

    assert form(envelope, "sms", "").get("validity_period") == told


def test_it_reports_back_about_this_very_call():
    (envelope,) = batch().envelopes

    fields = form(envelope, "sms", "https://wedsync.example/hooks/twilio/1/token/")

    assert fields["status_callback"] == "https://wedsync.example/hooks/twilio/1/token/"
    assert "send_at" not in fields


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST + 1)], ids=["none", "blank", "long"])
def test_what_would_never_be_accepted_is_not_even_tried(sandbox, text):
    assert isinstance(send(batch(text=text)), Refused)
    assert sandbox.journal() == []


@pytest.mark.parametrize(
    "changed",
    [
        {"account_sid": ""},
        {"account_sid": "AC1"},
        {"auth_token": ""},
        {"auth_token": "tök€n"},
        {"from": ""},
        {"auth_token": "another"},
    ],
    ids=str,
)
def test_an_account_that_cannot_work_says_so(sandbox, changed):
    assert isinstance(send(account=ACCOUNT | changed), Misconfigured)
    assert sandbox.accepted() == []


def test_the_same_batch_has_the_same_digest():
    one, other = batch(), batch(text="Else")

    assert provider.digest(one) == provider.digest(batch())
    assert provider.digest(one) != provider.digest(other)
    assert len(provider.digest(template())) == 32


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("+15005550001", ("address", "21211")),
        ("+15005550002", ("address", "21612")),
        ("+15005550009", ("address", "21614")),
        ("+15005550004", ("opted_out", "21610")),
    ],
)
def test_some_numbers_will_never_be_reached(sandbox, to, expected):
    answer = send(batch(to=to))

    assert (answer.fault, answer.code) == expected


def test_a_country_that_is_shut_keeps_no_other_waiting(sandbox):
    answer = send(batch(to="+15005550003"))

    assert (type(answer), answer.cause) == (Deferred, "busy")


def test_a_full_queue_slows_the_account_down(sandbox):
    answer = send(account=ACCOUNT | {"from": "+15005550008"})

    assert (type(answer), answer.cause) == (Deferred, "rate")


def test_it_waits_as_long_as_the_header_says(sandbox):
    body = {"code": 20429, "message": "Too Many Requests"}
    sandbox.fault(MESSAGES, status=429, headers={"retry-after": "7"}, body=body)

    assert send() == Deferred("20429: Unable to create record: Too Many Requests", 7.0, "rate")


@pytest.mark.parametrize("header", [{}, {"retry-after": "soon"}], ids=str)
def test_or_a_moment_where_the_header_says_nothing(sandbox, header):
    sandbox.fault(MESSAGES, status=429, headers=header)

    assert (send().seconds, send().ids) == (1.0, [sandbox.accepted()[0]["id"]])


def test_errors_in_the_newer_words_are_understood(sandbox):
    body = {"type": "https://a.example", "title": "Too many", "status": 429, "code": 20429}
    sandbox.fault(MESSAGES, status=429, body={**body, "detail": "slow down"})

    assert send() == Deferred("20429: Too many slow down", 1.0, "rate")


def test_the_real_status_counts_not_the_one_in_the_body(sandbox):
    body = {"type": "https://a.example", "title": "?", "status": 400, "code": "odd"}
    sandbox.fault(MESSAGES, status=502, body=body)

    assert isinstance(send(), Unknown)


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 503, "body": "<html>"},
        {"status": 302, "headers": {"location": "https://a.example"}},
        {"status": 201},
        {"status": 201, "body": []},
        {"status": 201, "body": {}},
        {"status": 204},
        {"bad_json": True},
        {"drop": "before"},
        {"drop": "after"},
    ],
    ids=str,
)
def test_an_answer_that_says_nothing_is_unknown(sandbox, fault):
    sandbox.fault(MESSAGES, **fault)

    assert isinstance(send(), Unknown)


def test_it_does_not_wait_for_ever(sandbox, settings):
    settings.READ_SECONDS = 0.1
    sandbox.fault(MESSAGES, hang=0.5)

    assert send() == Unknown("ReadTimeout")


def test_no_connection_means_nothing_was_sent(settings):
    settings.SANDBOX_URL = "http://127.0.0.1:9"

    answer = send()

    assert (type(answer), answer.cause) == (Deferred, "network")


def test_without_a_sandbox_it_is_twilio_itself():
    url = "https://api.twilio.com/2010-04-01/Accounts.json?Page=1"

    assert Http("")._where(url) == url
    assert Http("http://s")._where(url) == "http://s/twilio/api/2010-04-01/Accounts.json?Page=1"


def test_nobodys_number_is_logged(sandbox, caplog):
    caplog.set_level("DEBUG", "twilio.http_client")

    provider.ask(ACCOUNT, batch(), now())

    assert caplog.records == []
