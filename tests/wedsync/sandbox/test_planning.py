"""Webhooks travel as badly as ordered: doubled, shuffled, late, forged, not at all."""

from collections import Counter

import pytest

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.letters import mail, post
from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.client import Client


@pytest.fixture
def sandbox(start: Start, receiver: Receiver) -> Client:
    return start(webhook_url=receiver.url, couriers=1)


def test_doubled_means_each_twice_under_one_id(sandbox: Client, receiver: Receiver):
    sandbox.webhooks(mode="doubled")

    post(sandbox, mail())
    sandbox.settle()

    ids = Counter(got.headers["svix-id"] for got in receiver.hooks)
    assert sorted(ids.values()) == [2, 2]


def test_shuffled_means_out_of_order_and_complete(sandbox: Client, receiver: Receiver):
    sandbox.webhooks(shuffle=3600, seed=3)
    people = [f"guest{i}@example.org" for i in range(20)]

    post(sandbox, [mail(person) for person in people], path="emails/batch")
    sandbox.flush()
    sandbox.settle()

    in_order = ["email.sent"] * 20 + ["email.delivered"] * 20
    assert Counter(receiver.types) == Counter(in_order)
    assert receiver.types not in (in_order, ["email.sent", "email.delivered"] * 20)


def test_late_means_when_the_clock_says_so(sandbox: Client, receiver: Receiver):
    sandbox.webhooks(late=72 * 3600)
    post(sandbox, mail())
    before = len(receiver.hooks)

    sandbox.clock(72 * 3600 + 1)
    sandbox.settle()

    assert (before, receiver.hooks != []) == (0, True)


def test_forged_ones_come_beside_the_true_and_deserve_a_no(sandbox: Client, receiver: Receiver):
    sandbox.webhooks(forged=1)
    receiver.strict = True

    post(sandbox, [mail(f"guest{i}@example.org") for i in range(10)], path="emails/batch")
    told = sandbox.settle()

    assert (told["arrived"], told["forged_refused"], told["forged_taken"]) == (20, 20, 0)
    assert Counter(got.genuine for got in receiver.hooks) == {True: 20, False: 20}


def test_off_means_nothing_is_posted_and_nothing_saved_up(sandbox: Client, receiver: Receiver):
    sandbox.webhooks(mode="off")
    post(sandbox, mail())

    sandbox.webhooks(mode="normal")
    sandbox.settle()

    assert receiver.hooks == []
