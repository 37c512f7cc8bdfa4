"""Resend's webhooks: what they say, and that the real library takes their signature."""

from datetime import datetime

import pytest

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.letters import get, mail, post
from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.client import Client


@pytest.fixture
def sandbox(start: Start, receiver: Receiver) -> Client:
    return start(webhook_url=receiver.url, couriers=1)


def test_a_delivered_mail_is_reported_twice_and_signed(sandbox: Client, receiver: Receiver):
    answer = post(sandbox, mail(headers={"X-Metadata": '{"m": 1}'}, tags=[tag("kind", "menu")]))
    sandbox.settle()

    assert receiver.types == ["email.sent", "email.delivered"]
    data = receiver.hooks[1].event()["data"]
    assert datetime.fromisoformat(data.pop("created_at")).tzinfo is not None
    assert data == {
        "email_id": answer.json()["id"],
        "from": "Vera's Venue <hello@venue.example>",
        "to": ["ada@example.org"],
        "subject": "Your menu",
        "headers": [{"name": "X-Metadata", "value": '{"m": 1}'}],
        "tags": {"kind": "menu"},
    }


@pytest.mark.parametrize(
    ("to", "types", "detail"),
    [
        ("bounce@example.org", ["email.sent", "email.bounced"], {"type": "Permanent"}),
        ("softbounce@example.org", ["email.sent", "email.bounced"], {"type": "Transient"}),
        ("fail@example.org", ["email.failed"], {}),
        ("never@example.org", [], {}),
    ],
)
def test_a_magic_address_has_its_own_story(
    sandbox: Client, receiver: Receiver, to: str, types: list[str], detail: dict[str, str]
):
    post(sandbox, mail(to))
    sandbox.settle()

    bounces = [got.event()["data"].get("bounce", {}) for got in receiver.hooks]
    assert receiver.types == types
    assert [detail.items() <= bounce.items() for bounce in bounces[-1:]] == [True] * bool(types)


def test_the_story_is_told_where_no_webhook_goes_too(start: Start):
    sandbox = start()

    answer = post(sandbox, mail("bounce@example.org"))

    assert get(sandbox, f"emails/{answer.json()['id']}").json()["last_event"] == "bounced"
    assert sandbox.webhooks()["waiting"] == 0


def tag(name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value}
