"""Dead letters get another try: the gates agree first, and never too many at once."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from messaging.models import Handed, Handover, Message, Suppression
from messaging.revive import revive
from messaging.shift import shift
from messaging.states import State
from tests.factories import AccountFactory, MessageFactory, PersonFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def dead(*, left=False, **given):
    """Its worker died each time; `left`: after an intent was written down."""
    message = MessageFactory(**given)
    with tenant(message.vendor_id):
        shift([message.pk], State.CLAIMED)
        if left:
            hand_over(message)
            shift([message.pk], State.SENDING)
            shift([message.pk], State.UNKNOWN)
        shift([message.pk], State.DEAD, "it will never be known")
    return message


def hand_over(message):
    account = AccountFactory(vendor=message.vendor)
    call = Handover.objects.create(vendor=message.vendor, account=account, provider="resend")
    Handed.objects.create(
        vendor=message.vendor, handover=call, message=message, position=0, fence=1, open=False
    )


def several(count):
    first = dead()
    rest = [
        dead(person=PersonFactory(client__vendor=first.vendor), variant=first.variant)
        for _ in range(count - 1)
    ]
    return [first, *rest]


def suppress(message):
    with operator():
        Suppression.objects.create(
            vendor=message.vendor, channel="email", address=message.person.email, reason="bounced"
        )


def try_again(*messages, now=None):
    with operator():
        return revive(messages, actor="user:7", now=now or current_time())


def states(*messages):
    with operator():
        return [Message.objects.get(pk=message.pk).state for message in messages]


def test_one_that_never_left_gets_another_try_on_the_record():
    message = dead()

    assert try_again(message).count == 1

    with operator():
        message = Message.objects.get(pk=message.pk)
        event, move = Event.objects.get(vendor=message.vendor), message.moves.last()
    assert (message.state, message.maybe_duplicate) == ("queued", False)
    assert (event.verb, event.actor) == ("message.revived", "user:7")
    assert (move.actor, move.reason) == ("user:7", "revived by hand")


def test_one_that_may_have_left_is_marked_when_it_tries_again():
    message = dead(left=True)

    try_again(message)

    with operator():
        assert Message.objects.get(pk=message.pk).maybe_duplicate


@pytest.mark.parametrize("state", [State.CANCELLED, State.SUPPRESSED, State.EXPIRED])
def test_nothing_that_is_over_comes_back(state):
    message = MessageFactory()
    with tenant(message.vendor_id):
        shift([message.pk], state)

    assert try_again(message).count == 0
    assert states(message) == [state]


def test_one_whose_address_is_suppressed_by_now_stays_dead():
    fine, gone = several(2)
    suppress(gone)

    result = try_again(fine, gone)

    assert (result.count, result.refused) == (
        1,
        {"this address gets no more messages: bounced": 1},
    )
    assert states(fine, gone) == ["queued", "dead"]


def test_one_that_is_out_of_date_stays_dead():
    message = dead(expires_at=current_time() - dt.timedelta(hours=1))

    assert try_again(message).refused == {"too late to be of use": 1}
    assert states(message) == ["dead"]


def test_one_that_only_has_to_wait_goes_into_the_queue():
    message = dead(awaits_approval=True)

    assert try_again(message).count == 1


def test_another_vendors_suppression_says_nothing_about_mine():
    message = dead()
    stranger = MessageFactory(person=PersonFactory(email=message.person.email))
    suppress(stranger)

    assert try_again(message).count == 1


def test_a_vendor_revives_only_so_many_in_a_minute(settings):
    settings.REVIVALS_PER_MINUTE = 2
    messages, now = several(3), current_time()

    result = try_again(*messages, now=now)

    assert result.count == 2
    ((reason, left),) = result.refused.items()
    assert (left, "2 in a minute are the most" in reason) == (1, True)
    assert sorted(states(*messages)) == ["dead", "queued", "queued"]


def test_who_comes_too_early_is_told_when(settings):
    settings.REVIVALS_PER_MINUTE = 1
    first, second = several(2)
    try_again(first)

    with pytest.raises(Refusal, match=r"room again in \d+ seconds") as refusal:
        try_again(second)

    assert refusal.value.code == "too_many"
    assert states(second) == ["dead"]


def test_a_minute_later_there_is_room_again(settings):
    settings.REVIVALS_PER_MINUTE = 1
    first, second = several(2)
    try_again(first)

    later = current_time() + dt.timedelta(seconds=61)

    assert try_again(second, now=later).count == 1


def test_one_vendors_haste_is_not_anothers(settings):
    settings.REVIVALS_PER_MINUTE = 1
    mine, theirs = dead(), dead()

    assert try_again(mine, theirs).count == 2


def test_a_vendor_may_do_it_in_its_own_transaction():
    message = dead()

    with tenant(message.vendor_id):
        assert revive([message], actor="user:7", now=current_time()).count == 1

    assert states(message) == ["queued"]
