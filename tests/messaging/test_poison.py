"""A message no try of which comes to anything ends with a person, for a reason that is counted."""

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Message
from messaging.poison import KILLED, MOST_CLAIMS, MOST_TRIES, PUT_OFF
from messaging.recover import reap
from tests.factories import AccountFactory, MessageFactory, PersonFactory
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db


def die_with(message):
    """A worker claims it and is never heard of again."""
    claim(message.vendor_id, "email", message.priority, 10)
    with operator():
        Message.objects.filter(pk=message.pk).update(lease_until=now())
    reap()


def be_put_off(message, account, sandbox, **fault):
    sandbox.fault(**fault)
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    with operator():
        Message.objects.filter(pk=message.pk, state="queued").update(not_before=now())


def test_a_message_that_kills_its_workers_dies_itself(now_of):
    message = MessageFactory()

    for _ in range(MOST_CLAIMS - 1):
        die_with(message)
    assert now_of(message).state == "queued"
    die_with(message)

    dead = now_of(message)
    assert (dead.state, dead.reason, dead.claims) == ("dead", KILLED, MOST_CLAIMS)


def test_a_killer_takes_nobody_with_it(now_of):
    """Whose worker died goes with as many as a call carries, and then alone."""
    killer = MessageFactory()
    for _ in range(4):
        person = PersonFactory(client__vendor=killer.vendor)
        MessageFactory(person=person, variant=killer.variant)

    sizes = []
    for _ in range(12):
        taken = claim(killer.vendor_id, "email", killer.priority, 100).fences
        sizes.append(len(taken))
        with operator():
            held = Message.objects.filter(pk__in=taken)
            if killer.pk in taken:
                held.update(lease_until=now())
            else:
                held.update(state="cancelled")
        reap()

    assert sizes == [5, 5, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0]
    with operator():
        assert list(Message.objects.filter(state="dead")) == [killer]
        assert Message.objects.filter(state="cancelled").count() == 4


def test_a_worker_that_got_as_far_as_an_intent_ends_the_count(account, sandbox, now_of):
    message = MessageFactory()
    for _ in range(MOST_CLAIMS - 1):
        die_with(message)

    be_put_off(message, account, sandbox, status=429, headers={"retry-after": "0"})
    die_with(message)

    assert (now_of(message).state, now_of(message).claims) == ("queued", 1)


def test_a_message_that_is_put_off_again_and_again_dies(sandbox, now_of):
    message, mailbox = MessageFactory(), AccountFactory(provider="smtp")
    busy = {"path": "/smtp/", "status": 451, "body": "4.3.0 Local error"}

    for _ in range(MOST_TRIES - 1):
        be_put_off(message, mailbox, sandbox, **busy)
    assert now_of(message).state == "queued"
    be_put_off(message, mailbox, sandbox, **busy)

    dead = now_of(message)
    assert (dead.state, dead.reason, dead.tries) == ("dead", PUT_OFF, MOST_TRIES)


def test_a_limit_of_the_account_is_no_messages_fault(account, sandbox, now_of):
    message = MessageFactory()

    for _ in range(MOST_TRIES + 1):
        be_put_off(message, account, sandbox, status=429, headers={"retry-after": "0"})

    assert now_of(message).state == "queued"
