"""What a lost answer, or a dead worker, comes to."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import commit_intents, deliver
from messaging.models import Handover, Message
from messaging.poison import MOST_CLAIMS
from messaging.recover import doubt, reap, wake
from messaging.resolve import resolve
from tests.factories import MessageFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def send(message, account):
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)


def die_after_intent(message, account):
    """A worker that committed the intent and was never seen again."""
    taken = claim(message.vendor_id, "email", message.priority, 10)
    with tenant(message.vendor_id):
        return commit_intents(taken, account)


def due_now():
    with operator():
        Handover.objects.update(check_at=now() - dt.timedelta(seconds=1))


def lease_over():
    with operator():
        Message.objects.update(lease_until=now() - dt.timedelta(seconds=1))


def test_a_lost_answer_is_found_by_the_same_call_again(account, sandbox, now_of):
    message = MessageFactory()
    sandbox.fault(drop="after")
    send(message, account)
    due_now()

    resolve()

    assert now_of(message).state == "accepted"
    assert sandbox.recipients()[message.person.email] == 1


def test_a_call_that_never_arrived_is_made(account, sandbox, now_of):
    message = MessageFactory()
    sandbox.fault(drop="before")
    send(message, account)
    due_now()

    resolve()

    assert now_of(message).state == "accepted"
    assert sandbox.recipients()[message.person.email] == 1


def test_a_worker_that_died_after_its_intent_left_something_to_ask(account, sandbox, now_of):
    message = MessageFactory()
    die_after_intent(message, account)

    due_now()
    doubt()
    assert now_of(message).state == "unknown"
    due_now()
    resolve()

    assert now_of(message).state == "accepted"
    assert sandbox.recipients()[message.person.email] == 1


def test_nobody_is_asked_while_the_caller_may_still_be_calling(account, sandbox, now_of):
    message = MessageFactory()
    die_after_intent(message, account)

    assert (doubt(), resolve()) == (0, 0)
    assert now_of(message).state == "sending"


def test_what_changed_meanwhile_does_not_change_the_bytes(account, sandbox, now_of):
    message = MessageFactory()
    sandbox.fault(drop="after")
    send(message, account)
    with tenant(message.vendor_id):
        message.person.given_name, message.person.email = "Ruth", "new@example.com"
        message.person.save()
        message.vendor.sender_name = "Another Name"
        message.vendor.save()
    due_now()

    resolve()

    (mail,) = sandbox.accepted()
    assert mail["to"] != ["new@example.com"]
    with operator():
        assert Handover.objects.get().detail == ""
    assert now_of(message).state == "accepted"


def test_still_no_answer_is_still_unknown(account, sandbox, now_of):
    message = MessageFactory()
    sandbox.fault(drop="before", times=2)
    send(message, account)
    due_now()

    resolve()

    assert now_of(message).state == "unknown"
    assert resolve() == 0


def test_not_now_is_no_answer_to_did_it_happen(account, sandbox, now_of):
    message = MessageFactory()
    sandbox.fault(drop="after")
    send(message, account)
    sandbox.fault(status=429)
    due_now()

    resolve()

    assert now_of(message).state == "unknown"


def test_one_that_cannot_be_looked_into_keeps_nobody_waiting(account, sandbox, now_of):
    broken, fine = MessageFactory(), MessageFactory()
    for message in (broken, fine):
        sandbox.fault(drop="after")
        send(message, account)
    with operator():
        Handover.objects.filter(members__message=broken).update(frame={})
    due_now()

    resolve()

    assert (now_of(broken).state, now_of(fine).state) == ("unknown", "accepted")


def test_too_late_to_ask_needs_a_person(account, sandbox, now_of):
    message = MessageFactory()
    sandbox.fault(drop="after")
    send(message, account)
    with operator():
        Handover.objects.update(intent_at=now() - dt.timedelta(hours=24))
    due_now()

    resolve()

    dead = now_of(message)
    assert dead.state == "dead"
    assert dead.reason.startswith("it will never be known whether this arrived")
    assert len(sandbox.accepted()) == 1


def test_claimed_without_an_intent_is_provably_unsent(account, sandbox, now_of):
    message = MessageFactory()
    claim(message.vendor_id, "email", message.priority, 10)
    lease_over()

    reap()

    assert now_of(message).state == "queued"


def test_a_live_lease_is_left_alone(account, now_of):
    message = MessageFactory()
    claim(message.vendor_id, "email", message.priority, 10)

    assert reap() == 0
    assert now_of(message).state == "claimed"


def test_a_message_that_kills_its_worker_every_time_is_put_aside(account, now_of):
    message = MessageFactory()
    for _ in range(MOST_CLAIMS):
        claim(message.vendor_id, "email", message.priority, 10)
        lease_over()
        reap()

    assert now_of(message).state == "dead"


def test_a_late_answer_of_a_reaped_worker_cannot_send_it_again(account, sandbox, now_of):
    message = MessageFactory()
    stale = claim(message.vendor_id, "email", message.priority, 10)
    lease_over()
    reap()
    send(message, account)

    deliver(stale, account)

    assert sandbox.recipients()[message.person.email] == 1
    assert now_of(message).state == "accepted"


def test_what_waited_long_enough_wakes(now_of):
    soon = MessageFactory(state="scheduled", not_before=now() - dt.timedelta(seconds=1))
    later = MessageFactory(state="scheduled", not_before=now() + dt.timedelta(hours=1))
    for_ever = MessageFactory(state="held", not_before=None)

    assert wake() == 1
    assert [now_of(m).state for m in (soon, later, for_ever)] == ["queued", "scheduled", "held"]
