"""SendGrid on the wire: personalizations, an empty answer, and its ways to say no."""

from typing import Any

import pytest
import requests

from tests.wedsync.sandbox.conftest import Start
from wedsync.sandbox.client import Client


def mail(**fields: Any) -> dict[str, Any]:
    return {
        "personalizations": [{"to": [{"email": "ada@example.org"}]}],
        "from": {"email": "hello@venue.example", "name": "Vera"},
        "subject": "Your menu",
        "content": [{"type": "text/plain", "value": "Please choose."}],
        **fields,
    }


def person(address: str, **fields: Any) -> dict[str, Any]:
    return {"to": [{"email": address}], **fields}


def post(sandbox: Client, data: object, key: str = "SG.test") -> requests.Response:
    url, headers = sandbox.sendgrid_url + "mail/send", {"Authorization": f"Bearer {key}"}
    return requests.post(url, json=data, headers=headers, timeout=5)


def test_a_mail_is_accepted_with_nothing_but_an_id(sandbox: Client):
    answer = post(sandbox, mail(custom_args={"message": "17"}, headers={"X-Kind": "menu"}))

    [line] = sandbox.accepted(provider="sendgrid")
    assert (answer.status_code, answer.content) == (202, b"")
    assert line["id"].startswith(answer.headers["x-message-id"] + ".")
    assert (line["tags"], line["headers"]) == ({"message": "17"}, {"X-Kind": "menu"})


def test_a_thousand_personalizations_are_a_thousand_mails(sandbox: Client):
    people = [
        person(f"g{i}@example.org", subject="Dear -n-", substitutions={"-n-": str(i)})
        for i in range(1000)
    ]

    post(sandbox, mail(personalizations=people))

    lines = sandbox.accepted()
    assert [line["subject"] for line in lines] == [f"Dear {i}" for i in range(1000)]
    assert len({line["id"] for line in lines}) == 1000


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"personalizations": []}, "personalizations"),
        ({"personalizations": [person("a@example.org")] * 1001}, "personalizations"),
        ({"personalizations": [person("nobody")]}, "personalizations.0.to.0.email"),
        ({"personalizations": [{"to": []}]}, "personalizations.0.to"),
        ({"from": {}}, "from.email"),
        ({"subject": ""}, "subject"),
        ({"content": [{"type": "text/plain", "value": ""}]}, "content.0.value"),
        ({"custom_args": {"message": 17}}, None),
        ({"custom_args": {"long": "x" * 10_000}}, "personalizations.0.custom_args"),
        ({"headers": {"Subject": "x"}}, "headers.Subject"),
        ({"template_id": "d-1"}, "template_id"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(sandbox: Client, fields: Any, field: str | None):
    answer = post(sandbox, mail(**fields))

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert sandbox.accepted() == []


def test_a_wrong_key_is_refused(sandbox: Client):
    assert post(sandbox, mail(), key="re_test").status_code == 401


def test_more_than_thirty_megabytes_get_a_page_for_people(sandbox: Client):
    answer = post(sandbox, "x" * (30 * 1024 * 1024))

    assert (answer.status_code, answer.headers["content-type"]) == (413, "text/html")


def test_the_headers_tell_the_limit_and_what_is_left(start: Start):
    sandbox = start(sendgrid_limit=1)

    answers = [post(sandbox, mail()) for _ in range(3)]

    over = next(answer for answer in answers if answer.status_code == 429)
    assert over.headers["x-ratelimit-limit"] == "1"
    assert over.headers["x-ratelimit-remaining"] == "0"
    assert int(over.headers["x-ratelimit-reset"]) <= sandbox.clock()["now"] + 1
