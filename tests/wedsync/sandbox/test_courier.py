"""Couriers come again until a webhook is taken, give up in the end, and hold nobody up."""

import pytest

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.letters import mail, post
from tests.wedsync.sandbox.receiver import Receiver, eventually
from wedsync.sandbox.client import Client


@pytest.fixture
def sandbox(start: Start, receiver: Receiver) -> Client:
    return start(webhook_url=receiver.url, couriers=1)


def test_a_webhook_not_taken_comes_again_with_the_same_id(sandbox: Client, receiver: Receiver):
    receiver.answers = [500, 302]

    post(sandbox, mail("suppressed@example.org"))
    told = sandbox.settle()

    ids = {got.headers["svix-id"] for got in receiver.hooks}
    assert (len(receiver.hooks), len(ids), told["arrived"]) == (3, 1, 1)
    assert [got.genuine for got in receiver.hooks] == [True] * 3


def test_each_attempt_is_signed_for_its_own_time(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, retries=(600.0,))
    receiver.answers = [500]
    post(sandbox, mail("suppressed@example.org"))
    eventually(lambda: sandbox.webhooks()["retried"] == 1)

    sandbox.clock(700)
    sandbox.settle()

    first, second = (int(got.headers["svix-timestamp"]) for got in receiver.hooks)
    assert second - first >= 600


def test_after_the_last_attempt_it_gives_up(sandbox: Client, receiver: Receiver):
    receiver.answers = [500] * 9

    post(sandbox, mail("suppressed@example.org"))
    told = sandbox.settle()

    assert (len(receiver.hooks), told["gave_up"]) == (4, 1)


def test_an_unreachable_receiver_stops_nothing(start: Start):
    sandbox = start(webhook_url="http://127.0.0.1:9", retries=(0.01,))

    answer = post(sandbox, mail())

    assert answer.status_code == 200
    assert sandbox.settle()["gave_up"] == 2


def test_a_clock_gone_wrong_shows_in_the_timestamp(sandbox: Client, receiver: Receiver):
    sandbox.clock(-600)

    post(sandbox, mail("suppressed@example.org"))
    sandbox.settle()

    assert [got.genuine for got in receiver.hooks] == [False]


def test_a_slow_receiver_does_not_hold_up_acceptance(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, retries=(3600.0,))
    receiver.answers = [503] * 1000

    for _ in range(5):
        post(sandbox, [mail(f"g{i}@example.org") for i in range(50)], path="emails/batch")

    assert len(sandbox.accepted()) == 250


def test_a_reset_forgets_what_was_on_its_way(sandbox: Client, receiver: Receiver):
    sandbox.webhooks(late=3600)
    post(sandbox, mail())

    sandbox.reset()

    assert (sandbox.webhooks()["waiting"], sandbox.accepted(), receiver.hooks) == (0, [], [])
