"""The fault matrix as a client of a provider meets it: what it sees, and what was accepted."""

import time
from typing import Any

import pytest
import requests

from tests.wedsync.sandbox.letters import mail, post
from wedsync.sandbox.client import Client


@pytest.mark.parametrize(
    ("effect", "seen", "accepted"),
    [
        ({"status": 429, "headers": {"retry-after": "7"}}, 429, 0),
        ({"status": 500}, 500, 0),
        ({"status": 500, "when": "after"}, 500, 1),
        ({"status": 503, "body": "<html>busy</html>"}, 503, 0),
        ({"status": 200, "when": "after"}, 200, 1),
        ({"drop": "before"}, "ConnectionError", 0),
        ({"drop": "after"}, "ConnectionError", 1),
        ({"hang": 0.6}, "ReadTimeout", 1),
        ({"hang": 0.4, "when": "before"}, "ReadTimeout", 0),
        ({"delay": 0.6}, "ReadTimeout", 1),
        ({"slow_body": 0.2}, 200, 1),
        ({"bad_json": True}, 200, 1),
    ],
)
def test_each_fault_has_its_outcome(
    sandbox: Client, effect: dict[str, Any], seen: int | str, accepted: int
):
    sandbox.fault(**effect)

    assert outcome(sandbox) == seen
    time.sleep(0.5 if seen == "ReadTimeout" else 0)
    assert len(sandbox.accepted()) == accepted
    assert [entry["accepted"] for entry in sandbox.journal()] == [accepted]
    assert outcome(sandbox) == 200


def outcome(sandbox: Client) -> int | str:
    headers = {"Authorization": "Bearer re_test"}
    url = f"{sandbox.resend_url}emails"
    try:
        return requests.post(url, json=mail(), headers=headers, timeout=(1, 0.3)).status_code
    except requests.RequestException as error:
        return type(error).__name__


def test_a_fault_answers_with_the_headers_and_body_it_was_given(sandbox: Client):
    told = {"name": "daily_quota_exceeded"}
    sandbox.fault(status=429, headers={"retry-after": "60"}, body=told)

    answer = post(sandbox, mail())

    assert (answer.json(), answer.headers["retry-after"]) == (told, "60")


def test_half_an_answer_is_no_json(sandbox: Client):
    sandbox.fault(bad_json=True)

    with pytest.raises(requests.exceptions.JSONDecodeError):
        post(sandbox, mail()).json()


def test_an_empty_answer_is_empty(sandbox: Client):
    sandbox.fault(status=200, when="after", body="")

    assert post(sandbox, mail()).content == b""


def test_a_dropped_connection_is_in_the_journal(sandbox: Client):
    sandbox.fault(drop="after")

    with pytest.raises(requests.ConnectionError):
        post(sandbox, mail())

    [entry] = sandbox.journal()
    assert (entry["outcome"], entry["fault"], entry["status"]) == ("dropped", "drop after", None)


def test_pages_and_levers_are_never_struck(sandbox: Client):
    sandbox.fault(path="/", status=500, times=None)

    assert requests.get(sandbox.url, timeout=5).status_code == 200
    assert sandbox.health()["ok"] is True
    assert post(sandbox, mail()).status_code == 500
