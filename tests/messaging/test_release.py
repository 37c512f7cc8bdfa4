"""What waits for a person is let go by one, on the record, and judged again."""

import pytest
from django.utils.timezone import now as current_time

from messaging.models import Message
from messaging.release import approve, release
from messaging.shift import hold, shift
from messaging.states import State
from tests.factories import MessageFactory
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def held(**given):
    message = MessageFactory(**given)
    with tenant(message.vendor_id):
        hold([message.pk], "no address", None)
    return message


def now_of(message):
    with operator():
        return Message.objects.get(pk=message.pk)


def test_a_held_message_is_due_at_once():
    message, now = held(), current_time()

    with operator():
        count = release([message], actor="user:1", now=now)

    assert count == 1
    assert (now_of(message).state, now_of(message).not_before) == ("queued", now)


def test_what_moved_on_meanwhile_stays_where_it_is():
    queued, message = MessageFactory(), held()

    with operator():
        count = release([queued, message], actor="user:1", now=current_time())

    assert count == 1
    assert now_of(queued).not_before == queued.not_before


def test_who_released_it_stands_in_both_journals():
    message = held()

    with operator():
        release([message], actor="user:7", now=current_time())

        event = Event.objects.get(vendor=message.vendor)
        move = message.moves.last()
    assert (event.verb, event.actor, event.subject_id) == (
        "message.released",
        "user:7",
        str(message.pk),
    )
    assert (move.actor, move.reason) == ("user:7", "released by hand")


def test_each_vendor_reads_of_its_own_messages_only():
    first, second = held(), held()

    with operator():
        release([first, second], actor="user:7", now=current_time())

    for message in (first, second):
        with tenant(message.vendor_id):
            assert Event.objects.get().subject_id == str(message.pk)


def waiting_for_approval(**given):
    message = MessageFactory(awaits_approval=True, **given)
    with tenant(message.vendor_id):
        hold([message.pk], "it waits for your approval", None)
    return message


def test_what_is_approved_is_due_at_once():
    message, now = waiting_for_approval(), current_time()

    with operator():
        count = approve([message], actor="user:7", now=now)
        event = Event.objects.get(vendor=message.vendor)

    assert count == 1
    approved = now_of(message)
    assert (approved.state, approved.awaits_approval, approved.not_before) == ("queued", False, now)
    assert (event.verb, event.actor) == ("message.approved", "user:7")


def test_what_is_planned_for_later_is_approved_and_stays_planned():
    message = MessageFactory(state="scheduled", awaits_approval=True)

    with operator():
        assert approve([message], actor="user:7", now=current_time()) == 1

    assert (now_of(message).state, now_of(message).awaits_approval) == ("scheduled", False)


def test_what_waits_for_something_else_needs_no_approval():
    message = held()

    with operator():
        assert approve([message], actor="user:7", now=current_time()) == 0

    assert now_of(message).state == "held"


def test_nothing_that_is_over_comes_back():
    message = MessageFactory(awaits_approval=True)
    with tenant(message.vendor_id):
        shift([message.pk], State.CANCELLED)

    with operator():
        assert approve([message], actor="user:1", now=current_time()) == 0
        assert release([message], actor="user:1", now=current_time()) == 0

    assert now_of(message).state == "cancelled"
