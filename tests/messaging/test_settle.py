"""What an answer comes to: once, and a late no counts for nothing."""

import pytest

from messaging.claim import claim
from messaging.deliver import commit_intents
from messaging.models import Handed
from messaging.providers.protocol import Accepted, Deferred, Misconfigured, Refused, Unknown
from messaging.settle import MOST_TRIES, settle
from tests.factories import MessageFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

SILENCE, BUSY = Unknown("the line went dead"), Deferred("not now", 5)


@pytest.fixture
def called(account):
    """A message in a call under way: (message, handover, batch)."""
    message = MessageFactory()
    with tenant(message.vendor_id):
        taken = claim(message.vendor_id, "email", message.priority, 1)
        ((handover, batch),) = commit_intents(taken, account)
    return message, handover, batch


def hear(called, *answers):
    """Whether each of them counted."""
    _, handover, batch = called
    return [settle(handover, answer, batch) for answer in answers]


def outcome(called):
    with operator():
        called[1].refresh_from_db()
    return called[1].outcome


@pytest.mark.parametrize(
    ("answer", "state", "known"),
    [
        (Accepted(["re_1"]), "accepted", "accepted"),
        (Refused("never"), "failed", "refused"),
        (Refused("nobody", fault="address"), "failed", "refused"),
        (Refused("stop", fault="opted_out"), "suppressed", "refused"),
        (BUSY, "queued", "deferred"),
        (Misconfigured("403"), "queued", "deferred"),
        (SILENCE, "unknown", "unknown"),
    ],
)
def test_each_answer_has_its_end(called, now_of, answer, state, known):
    assert hear(called, answer) == [True]

    assert (now_of(called[0]).state, outcome(called)) == (state, known)


def test_only_silence_keeps_the_message_in_the_call(called):
    hear(called, SILENCE)
    with operator():
        assert Handed.objects.get().open

    hear(called, Accepted(["re_1"]))
    with operator():
        member = Handed.objects.get()
    assert (member.open, member.provider_message_id) == (False, "re_1")


def test_a_yes_counts_even_after_silence(called, now_of):
    assert hear(called, SILENCE, Accepted()) == [True, True]
    assert now_of(called[0]).state == "accepted"


def test_not_now_counts_for_nothing_after_silence(called, now_of):
    assert hear(called, SILENCE, BUSY) == [True, False]
    assert now_of(called[0]).state == "unknown"


@pytest.mark.parametrize("late", [SILENCE, BUSY, Refused("never"), Accepted()])
def test_what_is_settled_stays_settled(called, now_of, late):
    assert hear(called, Accepted(), late) == [True, False]
    assert (now_of(called[0]).state, outcome(called)) == ("accepted", "accepted")


def test_what_is_put_off_again_and_again_needs_a_person(called, now_of):
    message = called[0]
    with operator():
        type(message).objects.update(tries=MOST_TRIES)

    hear(called, BUSY)

    assert (now_of(message).state, now_of(message).reason) == ("dead", "put off 8 times")


def test_an_outage_is_no_messages_fault(called, now_of):
    message = called[0]
    with operator():
        type(message).objects.update(tries=MOST_TRIES)

    hear(called, Deferred("no route", 1, "network"))

    assert now_of(message).state == "queued"
