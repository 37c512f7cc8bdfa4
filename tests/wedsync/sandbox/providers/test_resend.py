"""Resend's endpoints for sending: answers, errors and limits as its clients know them."""

from typing import Any

import pytest
import requests

from tests.wedsync.sandbox.letters import KEY, PERSON, get, mail, post
from wedsync.sandbox.client import Client


def error(answer: requests.Response) -> tuple[int, str]:
    assert answer.json()["statusCode"] == answer.status_code
    return answer.status_code, answer.json()["name"]


def test_a_mail_is_accepted_and_can_be_asked_about(sandbox: Client):
    sent = post(sandbox, mail("Ada <ada@example.org>", tags=[{"name": "kind", "value": "menu"}]))

    told = get(sandbox, f"emails/{sent.json()['id']}").json()
    assert (told["object"], told["to"], told["last_event"], told["html"], told["tags"]) == (
        "email",
        ["Ada <ada@example.org>"],
        "delivered",
        None,
        [{"name": "kind", "value": "menu"}],
    )
    assert sandbox.recipients() == {PERSON: 1}


def test_the_truth_tells_headers_tags_and_key(sandbox: Client):
    fields = {"headers": {"X-Metadata": "{}"}, "tags": [{"name": "a", "value": "b"}]}
    post(sandbox, mail(**fields), headers={"Idempotency-Key": "step/1"})

    [line] = sandbox.accepted()
    assert (line["headers"], line["tags"]) == ({"X-Metadata": "{}"}, {"a": "b"})
    assert (line["idempotency_key"], line["provider"]) == ("step/1", "resend")


def test_a_batch_answers_with_an_id_for_each_in_order(sandbox: Client):
    people = [f"guest{i}@example.org" for i in range(100)]

    answer = post(sandbox, [mail(person) for person in people], path="emails/batch")

    ids = [each["id"] for each in answer.json()["data"]]
    assert [line["id"] for line in sandbox.accepted()] == ids
    assert sandbox.recipients() == dict.fromkeys(people, 1)


@pytest.mark.parametrize("data", [[], {}, mail(), [mail()] * 101])
def test_a_batch_holds_one_to_a_hundred_mails(sandbox: Client, data: Any):
    answer = post(sandbox, data, path="emails/batch")

    assert error(answer) == (422, "validation_error")
    assert sandbox.accepted() == []


def test_a_strict_batch_is_all_or_nothing(sandbox: Client):
    answer = post(sandbox, [mail(), mail("nobody")], path="emails/batch")

    assert error(answer) == (422, "validation_error")
    assert sandbox.accepted() == []


def test_a_permissive_batch_takes_what_is_well_and_names_the_rest(sandbox: Client):
    mails = [mail(), mail("nobody"), mail(subject=None)]

    answer = post(
        sandbox, mails, path="emails/batch", headers={"x-batch-validation": "permissive"}
    ).json()

    assert [each["id"] for each in answer["data"]] == [line["id"] for line in sandbox.accepted()]
    assert [each["index"] for each in answer["errors"]] == [1, 2]
    assert answer["errors"][1]["message"] == "Missing `subject` field."


def test_without_a_user_agent_the_gate_stays_shut(sandbox: Client):
    answer = post(sandbox, mail(), headers={"User-Agent": ""})

    assert (answer.status_code, sandbox.accepted()) == (403, [])


@pytest.mark.parametrize(
    ("authorization", "expected"),
    [
        ("", (401, "missing_api_key")),
        ("Bearer sk_1", (403, "invalid_api_key")),
        ("Basic re_1", (403, "invalid_api_key")),
    ],
)
def test_a_key_must_be_one_of_resend(
    sandbox: Client, authorization: str, expected: tuple[int, str]
):
    answer = post(sandbox, mail(), headers={"Authorization": authorization})

    assert (error(answer), sandbox.accepted()) == (expected, [])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("emails/0190a0b0-0000-7000-8000-000000000000", (404, "not_found")),
        ("emails/17", (422, "invalid_parameter")),
        ("emails", (405, "method_not_allowed")),
        ("domains", (404, "not_found")),
    ],
)
def test_what_is_not_there_is_said_so(sandbox: Client, path: str, expected: tuple[int, str]):
    assert error(get(sandbox, path)) == expected


def test_what_is_not_json_is_refused(sandbox: Client):
    headers = {"Authorization": f"Bearer {KEY}"}

    answer = requests.post(sandbox.resend_url + "emails", b"{'", headers=headers, timeout=5)

    assert error(answer) == (400, "validation_error")


def test_more_than_five_requests_in_a_second_are_told_to_wait(start: Any):
    sandbox = start(resend_limit=5)

    answers = [post(sandbox, mail()) for _ in range(12)]

    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 2
    assert error(refused[0]) == (429, "rate_limit_exceeded")
    assert refused[0].headers["retry-after"] == "1"
    assert refused[0].headers["ratelimit-remaining"] == "0"
    assert answers[0].headers["ratelimit-limit"] == "5"
    assert len(sandbox.accepted()) == 12 - len(refused)


def test_switched_off_the_limit_is_not_mentioned(sandbox: Client):
    assert "ratelimit-limit" not in post(sandbox, mail()).headers
