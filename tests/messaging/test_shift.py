"""Many messages move in one statement, each on the record; what may not move stays."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.db.transaction import atomic
from django.utils.timezone import now

from messaging.models import Message, Move
from messaging.shift import hold, retry, shift
from messaging.states import State
from tests.factories import MessageFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def message():
    made = MessageFactory()
    with tenant(made.vendor_id):
        yield made


def now_it_is(message):
    message.refresh_from_db()
    return message


def test_only_what_may_move_moves(message):
    assert shift([message.pk], State.CANCELLED) == [message.pk]
    assert shift([message.pk], State.QUEUED) == []
    assert now_it_is(message).state == "cancelled"


def test_without_an_intent_nothing_can_have_arrived(message):
    with pytest.raises(IntegrityError, match="queued to delivered"), atomic():
        shift([message.pk], State.DELIVERED)

    assert now_it_is(message).state == "queued"


def test_who_was_faster_is_left_alone(message):
    shift([message.pk], State.CLAIMED)

    assert shift([message.pk], State.CANCELLED, source=[State.QUEUED]) == []


def test_the_reason_goes_with_the_move(message):
    hold([message.pk], "x" * 300)

    move = Move.objects.get()
    assert (move.source, move.target, move.reason) == ("queued", "held", "x" * 200)


def test_until_somebody_releases_it_means_no_instant(message):
    hold([message.pk], "no address")
    assert now_it_is(message).not_before is None

    soon = now() + dt.timedelta(hours=1)
    shift([message.pk], State.QUEUED)
    hold([message.pk], "quiet hours", soon)
    shift([message.pk], State.QUEUED)
    assert now_it_is(message).not_before == soon


def test_an_intent_counts_as_a_try_and_ends_the_count_of_claims(message):
    Message.objects.update(claims=2)

    shift([message.pk], State.CLAIMED)
    shift([message.pk], State.SENDING)

    assert (now_it_is(message).tries, message.claims) == (1, 0)


def test_back_in_the_queue_nobody_leases_it(message):
    shift([message.pk], State.CLAIMED)
    Message.objects.update(lease_until=now())

    retry([message.pk], "not now", now(), alone=True)

    assert (now_it_is(message).lease_until, message.alone) == (None, True)


def test_a_flag_once_set_stays(message):
    shift([message.pk], State.HELD, maybe_duplicate=True, alone=True)
    shift([message.pk], State.QUEUED)

    assert (now_it_is(message).maybe_duplicate, message.alone) == (True, True)


def test_noting_moves_never_compares_each_with_each(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'note_moves'")
        assert cursor.fetchone() == (["enable_nestloop=off"],)
