"""A message is either with a worker or taken back, however the two meet."""

import threading

import pytest
from django.db import connection

from campaigns.reflows import reflow as verbs
from messaging.claim import claim
from messaging.models import Message
from tests.campaigns.inside import entered, published, rows, step
from tests.campaigns.moves import day, messages, proposed, say
from tests.campaigns.reflows.test_reflow import MAY, MINUTE
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.vendors.tenancy import tenant


@pytest.fixture
def waiting(committed):
    wedding = WeddingFactory(client__vendor=VendorFactory())
    lena = PersonFactory(client=wedding.client)
    [inside] = entered(published(wedding.vendor, step("six_weeks")), wedding)
    say(rows(inside)["six_weeks"], [lena], MAY)
    with tenant(wedding.vendor_id):
        Message.objects.update(not_before="2026-01-01T00:00Z")
        made = proposed(wedding, day(9, 4))
    return wedding, inside, made


def in_the_background(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def take(wedding):
    return claim(wedding.vendor_id, "email", 2, 10).fences


def test_while_a_date_moves_no_worker_gets_the_message(waiting):
    wedding, inside, made = waiting
    claimed = {}
    with tenant(wedding.vendor_id):
        verbs.apply(made, MAY + MINUTE, "user:1")
        worker = in_the_background(lambda: claimed.update(take(wedding)))
        worker.join(10)
        assert not worker.is_alive()

    assert claimed == {}
    assert take(wedding) == {}
    assert [one.state for one in messages(wedding)] == ["cancelled"]
    assert rows(inside)["six_weeks"].state == "planned"


def test_while_a_worker_takes_it_the_date_waits_and_leaves_it_alone(waiting):
    wedding, inside, made = waiting

    def move():
        with tenant(wedding.vendor_id):
            verbs.apply(made, MAY + MINUTE, "user:1")

    with tenant(wedding.vendor_id):
        assert len(take(wedding)) == 1  # not committed yet
        mover = in_the_background(move)
        mover.join(0.5)
        assert mover.is_alive()
    mover.join(10)

    assert [one.state for one in messages(wedding)] == ["claimed"]
    assert rows(inside)["six_weeks"].state == "left"


def test_many_workers_and_a_moving_date_never_both_have_it(waiting):
    wedding, inside, made = waiting
    claimed = []

    def move():
        with tenant(wedding.vendor_id):
            verbs.apply(made, MAY + MINUTE, "user:1")

    crowd = [in_the_background(lambda: claimed.extend(take(wedding))) for _ in range(3)]
    crowd.append(in_the_background(move))
    for one in crowd:
        one.join(20)

    assert [one.state for one in messages(wedding)] == (["claimed"] if claimed else ["cancelled"])
    assert rows(inside)["six_weeks"].state == ("left" if claimed else "planned")
