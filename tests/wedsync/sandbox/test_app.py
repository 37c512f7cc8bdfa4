"""The program as a whole: only from this machine, only for this machine."""

from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.sandbox.letters import mail, post
from wedsync.sandbox.app import create_app, from_here
from wedsync.sandbox.client import Client
from wedsync.sandbox.config import Config
from wedsync.sandbox.wire import Request


@pytest.mark.parametrize(
    ("client", "headers", "here"),
    [
        ("127.0.0.1", {"host": "localhost:9025"}, True),
        ("::1", {"host": "[::1]:9025"}, True),
        (None, {}, True),
        ("192.0.2.1", {"host": "localhost"}, False),
        ("127.0.0.1", {"host": "evil.example"}, False),
        ("127.0.0.1", {"host": "127.0.0.1.evil.example"}, False),
        ("127.0.0.1", {"host": "localhost", "origin": "https://evil.example"}, False),
        ("127.0.0.1", {"host": "localhost", "origin": "null"}, False),
        ("127.0.0.1", {"host": "localhost", "origin": "http://localhost:9025"}, True),
    ],
)
def test_only_this_machine_is_answered(client: str | None, headers: dict[str, str], here: bool):
    scope = {"client": (client, 4711) if client else None}

    assert from_here(scope, Request("GET", "/", headers=headers)) == here


def test_who_comes_from_elsewhere_changes_nothing(sandbox: Client):
    post(sandbox, mail())

    answer = requests.post(
        f"{sandbox.url}/_ctl/reset", headers={"Origin": "https://evil.example"}, timeout=5
    )

    assert (answer.status_code, len(sandbox.accepted())) == (403, 1)


@given(st.text("abc/._-\x00%é", max_size=12))
async def test_no_path_is_an_accident(path: str):
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{path}",
        "query_string": b"",
        "headers": [],
    }
    await create_app(Config())(scope, receive, send)

    assert sent[0]["status"] in {200, 401, 403, 404, 405}


async def test_a_caller_who_hangs_up_half_way_did_nothing():
    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(_: object) -> None:
        raise AssertionError

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": []}
    await create_app(Config())(scope, receive, send)


def test_more_than_any_provider_would_take_is_too_large(sandbox: Client):
    answer = requests.post(f"{sandbox.resend_url}emails", b"x" * 45_000_001, timeout=10)

    assert answer.status_code == 413


def test_two_thousand_mails_are_all_taken(sandbox: Client):
    letters = [mail(f"g{i}@example.org", html="<p>" + "x" * 15_000) for i in range(50)]

    for _ in range(40):
        post(sandbox, letters, path="emails/batch")

    assert len(sandbox.accepted()) == 2000
