"""Mailgun on the wire: sending, saying no, and telling what became of a mail."""

import json
from typing import Any

import pytest
import requests

from tests.wedsync.sandbox.conftest import Start
from wedsync.sandbox.client import Client

ME = ("api", "key-test")


def post(sandbox: Client, *, auth: Any = ME, files: Any = None, **fields: Any) -> requests.Response:
    letter = {
        "from": "Vera <hello@venue.example>",
        "to": "Ada <ada@example.org>",
        "subject": "Your menu",
        "text": "Please choose.",
    }
    url = sandbox.mailgun_url + "venue.example/messages"
    return requests.post(url, letter | fields, auth=auth, files=files, timeout=5)


def ask(sandbox: Client, **query: Any) -> list[dict[str, Any]]:
    url = sandbox.mailgun_url + "venue.example/events"
    items: list[dict[str, Any]] = requests.get(url, query, auth=ME, timeout=5).json()["items"]
    return items


def test_a_form_is_accepted_with_its_options(sandbox: Client):
    options = {"o:tag": ["menu"], "h:X-Kind": "menu", "v:message": "17"}

    answer = post(sandbox, **options)

    [line] = sandbox.accepted(provider="mailgun")
    assert answer.json() == {"id": line["id"], "message": "Queued. Thank you."}
    assert (line["to"], line["headers"], line["tags"]) == (
        ["ada@example.org"],
        {"X-Kind": "menu"},
        {"message": "17"},
    )


def test_a_mail_with_an_attachment_comes_in_parts(sandbox: Client):
    answer = post(sandbox, files=[("attachment", ("menu.pdf", b"\x00\r\n\xff"))], subject="Zoë")

    [line] = sandbox.accepted(bodies=1)
    assert answer.status_code == 200
    assert (line["subject"], line["text"]) == ("Zoë", "Please choose.")


def test_a_batch_of_a_thousand_shares_one_id_and_fills_each_mail(sandbox: Client):
    people = {f"guest{i}@example.org": {"name": f"Guest {i}"} for i in range(1000)}
    variables = json.dumps(people)

    answer = post(
        sandbox, to=list(people), subject="%recipient.name%", **{"recipient-variables": variables}
    )

    lines = sandbox.accepted()
    assert [line["subject"] for line in lines] == [f"Guest {i}" for i in range(1000)]
    assert {line["id"] for line in lines} == {answer.json()["id"]}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"to": ["ada@example.org", "nobody"]}, "to parameter is not a valid address"),
        ({"to": ""}, "to parameter is missing"),
        ({"from": "Vera"}, "from parameter is not a valid address"),
        ({"text": ""}, "Need at least one of"),
        ({"to": [f"g{i}@example.org" for i in range(1001)]}, "to parameter has more than 1000"),
        ({"v:long": "x" * 16_400}, "Options (o:, h:, v:, t:) must not exceed 16KB"),
        ({"recipient-variables": "{"}, "recipient-variables parameter is not valid JSON"),
        ({"template": "menu"}, "The sandbox does not speak Mailgun's template."),
    ],
)
def test_one_thing_wrong_refuses_the_whole_call(sandbox: Client, fields: Any, words: str):
    answer = post(sandbox, **fields)

    assert answer.status_code == 400
    assert answer.json()["message"].startswith(words)
    assert sandbox.accepted() == []


@pytest.mark.parametrize("auth", [None, ("me", "key-test"), ("api", "")])
def test_without_a_key_it_says_forbidden_in_plain_text(sandbox: Client, auth: Any):
    answer = post(sandbox, auth=auth)

    assert (answer.status_code, answer.text) == (401, "Forbidden")


def test_a_wrong_path_is_answered_magnificently(sandbox: Client):
    answer = requests.post(sandbox.mailgun_url + "message", auth=ME, timeout=5)

    assert (answer.status_code, answer.text) == (200, "Mailgun Magnificent API")


def test_too_many_are_told_to_wait_in_words_alone(start: Start):
    sandbox = start(mailgun_limit=1)

    answers = [post(sandbox) for _ in range(3)]

    over = next(answer for answer in answers if answer.status_code == 429)
    assert over.json()["message"].endswith("try again after 1 seconds")
    assert "retry-after" not in over.headers


def test_after_a_lost_answer_the_mail_is_found_by_its_variable(sandbox: Client):
    sandbox.fault("/mailgun/", drop="after")
    with pytest.raises(requests.ConnectionError):
        post(sandbox, **{"v:message": "17"})

    found = ask(sandbox, **{"user-variables": '{"message": "17"}'}, ascending="yes")

    [line] = sandbox.accepted()
    assert [event["event"] for event in found] == ["accepted", "delivered"]
    assert found[0]["message"]["headers"]["message-id"] == line["id"].strip("<>")
    assert ask(sandbox, **{"user-variables": '{"message": "18"}'}) == []


def test_events_are_filtered_and_paged(sandbox: Client):
    id_ = post(sandbox, to="bounce@example.org").json()["id"]
    post(sandbox)

    url = f"{sandbox.mailgun_url}venue.example/events"
    query = {"message-id": id_, "limit": "1", "ascending": "yes"}
    first = requests.get(url, query, auth=ME, timeout=5).json()
    second = requests.get(first["paging"]["next"], auth=ME, timeout=5).json()
    third = requests.get(second["paging"]["next"], auth=ME, timeout=5).json()

    told = [[event["event"] for event in page["items"]] for page in (first, second, third)]
    assert told == [["accepted"], ["failed"], []]


def test_what_happened_shows_in_the_events_only_when_their_lag_is_over(sandbox: Client):
    post(sandbox, **{"v:attempt": "7"})
    query = {"user-variables": '{"attempt": "7"}', "recipient": "ada@example.org"}
    sandbox.listing_lag(60)

    too_early = ask(sandbox, **query)
    sandbox.clock(61)

    assert too_early == []
    assert [event["event"] for event in ask(sandbox, **query)] == ["delivered", "accepted"]
    assert ask(sandbox, **{**query, "recipient": "bob@example.org"}) == []
