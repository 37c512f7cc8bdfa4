"""Mailgun over the wire: what every answer comes to, and what became of a lost one."""

import pytest
from django.utils.timezone import now

from messaging.providers.answers import Said, row_of
from messaging.providers.mailgun import ANSWERS, Provider
from messaging.providers.protocol import (
    Absent,
    Accepted,
    Deferred,
    Found,
    Misconfigured,
    Refused,
    Unclear,
    Unknown,
)
from tests.messaging.providers.letters import one

ACCOUNT = {"api_key": "key", "domain": "mg.example.com"}
PATH, EVENTS = "/mailgun/v3/mg.example.com/messages", "/mailgun/v3/mg.example.com/events"
LIMIT = "Domain mg.example.com is not allowed to send: account-requests-per-sec limit exceeded"
provider = Provider()

EXAMPLES = [
    (200, "Mailgun Magnificent API", Misconfigured),
    (400, "to parameter is not a valid address. please check documentation", Refused),
    (400, "Need at least one of 'text' or 'html' parameters specified", Refused),
    (401, "Forbidden", Misconfigured),
    (403, "Domain mg.example.com is not allowed to send: it is disabled", Misconfigured),
    (404, "Domain not found: mg.example.com", Misconfigured),
    (405, "Method Not Allowed", Misconfigured),
    (408, "", Unknown),
    (413, "Request Entity Too Large", Refused),
    (422, "", Refused),
    (429, f"{LIMIT}, try again after 7 seconds", Deferred),
    (500, "Internal Server Error", Unknown),
    (503, "", Unknown),
]


def test_a_mail_is_taken_and_named(sandbox):
    answer = provider.hand_over(ACCOUNT, call := one())

    (mail,) = sandbox.accepted()
    assert answer == Accepted([mail["id"].strip("<>")])
    assert mail["tags"] == {
        "wedsync_message": str(call.envelopes[0].message_id),
        "wedsync_handover": call.key,
    }
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_opens_and_clicks_are_ours_to_tell(sandbox):
    provider.hand_over(ACCOUNT, one("click@example.com"))

    (line,) = sandbox.accepted(bodies=1)
    assert line["html"] == "<p>Hello</p>"
    (entry,) = sandbox.journal()
    assert entry["path"] == PATH


@pytest.mark.parametrize(("status", "text", "kind"), EXAMPLES)
def test_what_an_answer_comes_to(sandbox, status, text, kind):
    sandbox.fault(PATH, status=status, body={"message": text} if text else text)

    assert type(provider.hand_over(ACCOUNT, one())) is kind
    assert sandbox.accepted() == []


def test_every_row_of_the_table_has_an_example():
    assert {row_of(ANSWERS, Said(code, text=text)) for code, text, _ in EXAMPLES} == set(ANSWERS)


def test_an_address_nobody_can_have_is_the_address_fault(sandbox):
    answer = provider.hand_over(ACCOUNT, one("lena@exa_mple..com"))

    assert isinstance(answer, Refused)
    assert answer.fault == "address"


@pytest.mark.parametrize(
    ("effect", "kind"),
    [
        ({"status": 500, "when": "after"}, Unknown),
        ({"drop": "before"}, Unknown),
        ({"drop": "after"}, Unknown),
        ({"bad_json": True}, Unknown),
        ({"status": 200}, Unknown),
        ({"status": 200, "body": {"message": "Queued. Thank you."}}, Unknown),
        ({"status": 200, "body": ["Queued"]}, Unknown),
        ({"status": 302, "headers": {"location": "http://127.0.0.1:9/"}}, Unknown),
    ],
    ids=str,
)
def test_what_is_no_answer_is_unknown(sandbox, effect, kind):
    sandbox.fault(PATH, **effect)

    assert type(provider.hand_over(ACCOUNT, one())) is kind


@pytest.mark.parametrize(
    ("text", "headers", "answer"),
    [
        ("try again after 7 seconds", {}, (7.0, "rate")),
        ("try again after 120 seconds", {}, (120.0, "quota")),
        ("try again after a while", {"retry-after": "3"}, (1.0, "rate")),
        ("slowly", {"retry-after": "3"}, (3.0, "rate")),
        ("slowly", {"retry-after": "nan"}, (1.0, "rate")),
        ("slowly", {}, (1.0, "rate")),
    ],
)
def test_it_waits_as_long_as_it_is_told(sandbox, text, headers, answer):
    sandbox.fault(PATH, status=429, headers=headers, body={"message": text})

    told = provider.hand_over(ACCOUNT, one())

    assert isinstance(told, Deferred)
    assert (told.seconds, told.cause) == answer


def test_a_lost_answer_is_found_in_its_events(sandbox):
    sandbox.fault(PATH, drop="after")
    provider.hand_over(ACCOUNT, call := one())

    evidence = provider.ask(ACCOUNT, call, now())

    (mail,) = sandbox.accepted()
    assert evidence == Found([mail["id"].strip("<>")])


def test_a_call_that_never_arrived_is_absent(sandbox):
    sandbox.fault(PATH, drop="before")
    provider.hand_over(ACCOUNT, call := one())

    assert provider.ask(ACCOUNT, call, now()) == Absent()


def test_another_mail_to_the_same_person_is_no_trace_of_it(sandbox):
    provider.hand_over(ACCOUNT, one())

    assert provider.ask(ACCOUNT, one(), now()) == Absent()


@pytest.mark.parametrize(
    "effect",
    [
        {"status": 500},
        {"status": 401, "body": "Forbidden"},
        {"drop": "before"},
        {"bad_json": True},
        {"status": 200, "body": {"items": None}},
        {"status": 200, "body": []},
        {"status": 200, "body": {"items": [{}] * 300}},
    ],
    ids=lambda effect: str(effect)[:60],
)
def test_what_proves_nothing_is_unclear(sandbox, effect):
    sandbox.fault(EVENTS, **effect)

    assert isinstance(provider.ask(ACCOUNT, one(), now()), Unclear)


@pytest.mark.parametrize("missing", ["api_key", "domain"])
def test_an_account_that_lacks_something_says_so(sandbox, missing):
    account = {name: value for name, value in ACCOUNT.items() if name != missing}

    assert isinstance(provider.hand_over(account, one()), Misconfigured)
    assert isinstance(provider.ask(account, one(), now()), Unclear)


def test_a_key_that_cannot_be_written_down_is_a_persons_to_mend(sandbox):
    account = {**ACCOUNT, "api_key": "clé\u2028"}

    assert isinstance(provider.hand_over(account, one()), Misconfigured)
    assert isinstance(provider.ask(account, one(), now()), Unclear)


def test_the_european_region_has_its_own_address(sandbox, settings):
    settings.MAILGUN_API_URL = "http://127.0.0.1:9/v3/"
    settings.MAILGUN_EU_API_URL = sandbox.mailgun_url

    assert isinstance(provider.hand_over(ACCOUNT, one()), Deferred)
    assert isinstance(provider.hand_over(ACCOUNT | {"region": "eu"}, one()), Accepted)


def test_a_path_in_a_domain_leads_nowhere(sandbox):
    answer = provider.hand_over(ACCOUNT | {"domain": "../v4"}, one())

    assert isinstance(answer, Misconfigured)
