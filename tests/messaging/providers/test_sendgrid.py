"""SendGrid over the wire: what every answer comes to."""

import time

import pytest
from django.utils.timezone import now

from messaging.providers.answers import QUOTA_PAUSE, Said, row_of
from messaging.providers.protocol import (
    Accepted,
    Deferred,
    Misconfigured,
    Refused,
    Unclear,
    Unknown,
)
from messaging.providers.sendgrid import ANSWERS, Provider
from tests.messaging.providers.letters import one

ACCOUNT = {"api_key": "SG.test"}
PATH = "/sendgrid/v3/mail/send"
provider = Provider()

EXAMPLES = [
    (400, "personalizations.0.to.0.email", "Does not contain a valid address.", Refused),
    (400, "from.email", "The from object must be provided for every email send.", Refused),
    (401, "", "Maximum credits exceeded", Deferred),
    (401, "", "The provided authorization grant is invalid", Misconfigured),
    (403, "from", "The from address does not match a verified Sender Identity", Misconfigured),
    (404, "", "not found", Misconfigured),
    (405, "", "method not allowed", Misconfigured),
    (408, "", "", Unknown),
    (413, "", "", Refused),
    (422, "", "", Refused),
    (429, "", "too many requests", Deferred),
    (500, "", "", Unknown),
    (503, "", "", Unknown),
]


def test_a_mail_is_taken_and_named(sandbox):
    answer = provider.hand_over(ACCOUNT, call := one())

    (mail,) = sandbox.accepted()
    assert answer == Accepted([f"{call.key}@fern.example"])
    assert mail["tags"] == {
        "wedsync_message": str(call.envelopes[0].message_id),
        "wedsync_handover": call.key,
    }
    assert mail["headers"] == {
        "Message-ID": f"<{call.key}@fern.example>",
        "List-Unsubscribe": "<https://x.example/u/1>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@pytest.mark.parametrize(("status", "field", "text", "kind"), EXAMPLES)
def test_what_an_answer_comes_to(sandbox, status, field, text, kind):
    body = {"errors": [{"message": text, "field": field}]} if text else "<html>no</html>"
    sandbox.fault(PATH, status=status, body=body)

    assert type(provider.hand_over(ACCOUNT, one())) is kind
    assert sandbox.accepted() == []


def test_every_row_of_the_table_has_an_example():
    said = [Said(code, field, text) for code, field, text, _ in EXAMPLES]

    assert {row_of(ANSWERS, one) for one in said} == set(ANSWERS)


def test_an_address_nobody_can_have_is_the_address_fault(sandbox):
    sandbox.fault(PATH, status=400, body={"errors": [{"field": "personalizations.0.to.0.email"}]})

    answer = provider.hand_over(ACCOUNT, one())

    assert isinstance(answer, Refused)
    assert answer.fault == "address"


@pytest.mark.parametrize(
    "effect",
    [
        {"status": 500, "when": "after"},
        {"drop": "before"},
        {"drop": "after"},
        {"status": 202},  # without an id it may be anybody's yes
        {"status": 202, "when": "after"},
        {"status": 200, "body": {}},
        {"status": 302, "headers": {"location": "http://127.0.0.1:9/"}},
    ],
    ids=str,
)
def test_what_is_no_answer_is_unknown(sandbox, effect):
    sandbox.fault(PATH, **effect)

    assert isinstance(provider.hand_over(ACCOUNT, one()), Unknown)


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({}, 1, 1),
        ({"retry-after": "7"}, 7, 7),
        ({"retry-after": "7", "x-ratelimit-reset": "1"}, 7, 7),
        ({"x-ratelimit-reset": "1"}, 0, 0),
        ({"x-ratelimit-reset": "soon"}, 1, 1),
    ],
)
def test_it_waits_until_the_limit_begins_anew(sandbox, headers, least, most):
    sandbox.fault(PATH, status=429, headers=headers)

    answer = provider.hand_over(ACCOUNT, one())

    assert isinstance(answer, Deferred)
    assert least <= answer.seconds <= most


def test_a_limit_for_an_hour_rests_the_account(sandbox):
    reset = f"{time.time() + 3600:.0f}"
    sandbox.fault(PATH, status=429, headers={"x-ratelimit-reset": reset})

    answer = provider.hand_over(ACCOUNT, one())

    assert isinstance(answer, Deferred)
    assert answer.cause == "quota"
    assert 3000 < answer.seconds < 3601


def test_used_up_credits_are_not_asked_every_second(sandbox):
    body = {"errors": [{"message": "Maximum credits exceeded", "field": None}]}
    sandbox.fault(PATH, status=401, body=body)

    answer = provider.hand_over(ACCOUNT, one())

    assert answer == Deferred("401 Maximum credits exceeded", QUOTA_PAUSE, "quota")


def test_it_cannot_be_asked(sandbox):
    assert isinstance(provider.ask(ACCOUNT, one(), now()), Unclear)


def test_no_connection_means_nothing_was_sent(settings):
    settings.SENDGRID_API_URL = "http://127.0.0.1:9/"

    answer = provider.hand_over(ACCOUNT, one())

    assert isinstance(answer, Deferred)
    assert answer.cause == "network"


def test_an_account_without_a_key_says_so(sandbox):
    assert isinstance(provider.hand_over({}, one()), Misconfigured)
