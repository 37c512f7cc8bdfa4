"""What waits for a person is let go by one, on the record, and judged again."""

import pytest
from django.utils.timezone import now as current_time

from messaging.models import Handed, Handover, Message
from messaging.release import release, revive
from messaging.shift import hold, shift
from messaging.states import State
from tests.factories import AccountFactory, MessageFactory
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def held(**given):
    message = MessageFactory(**given)
    with tenant(message.vendor_id):
        hold([message.pk], "no address", None)
    return message


def dead(message, *, left):
    """Its worker died each time; `left`: after an intent was written down."""
    with tenant(message.vendor_id):
        shift([message.pk], State.CLAIMED)
        if left:
            account = AccountFactory(vendor=message.vendor)
            call = Handover.objects.create(
                vendor=message.vendor, account=account, provider="resend"
            )
            Handed.objects.create(
                vendor=message.vendor,
                handover=call,
                message=message,
                position=0,
                fence=1,
                open=False,
            )
            shift([message.pk], State.SENDING)
            shift([message.pk], State.UNKNOWN)
        shift([message.pk], State.DEAD, "it will never be known")
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


def test_a_dead_message_that_never_left_gets_another_try():
    message = dead(MessageFactory(), left=False)

    with operator():
        count = revive([message], actor="user:1", now=current_time())

    assert count == 1
    assert (now_of(message).state, now_of(message).maybe_duplicate) == ("queued", False)


def test_a_dead_message_that_may_have_left_is_marked_when_it_tries_again():
    message = dead(MessageFactory(), left=True)

    with operator():
        revive([message], actor="user:1", now=current_time())

    assert (now_of(message).state, now_of(message).maybe_duplicate) == ("queued", True)


def test_nothing_that_is_over_comes_back():
    message = MessageFactory()
    with tenant(message.vendor_id):
        shift([message.pk], State.CANCELLED)

    with operator():
        assert revive([message], actor="user:1", now=current_time()) == 0
        assert release([message], actor="user:1", now=current_time()) == 0

    assert now_of(message).state == "cancelled"
