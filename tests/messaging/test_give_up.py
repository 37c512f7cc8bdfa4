"""Nobody can tell whether it left: what may not be lost is said once more, and flagged."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import commit_intents
from messaging.give_up import give_up
from messaging.models import Handed
from messaging.providers.protocol import Unknown
from messaging.settle import settle
from tests.factories import MessageFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db

PRIORITY = {"emergency": 0, "contractual": 1, "helpful": 2, "marketing": 3}


def silent(account, **also):
    """A message whose call got no answer, and that call."""
    message = MessageFactory(**also)
    with tenant(message.vendor_id):
        taken = claim(message.vendor_id, "email", message.priority, 1)
        ((handover, batch),) = commit_intents(taken, account)
        settle(handover, Unknown("the line went dead"), batch)
    return message, handover


def given_up(account, purpose="emergency", **also):
    message, handover = silent(account, purpose=purpose, priority=PRIORITY[purpose], **also)
    with tenant(message.vendor_id):
        give_up(handover, "no trace of it", now(), absent=True)
    return message, handover


@pytest.mark.parametrize("purpose", ["emergency", "contractual"])
def test_what_may_not_be_lost_is_said_once_more_and_flagged(account, now_of, purpose):
    message, _ = given_up(account, purpose)

    again = now_of(message)
    assert (again.state, again.maybe_duplicate) == ("queued", True)
    assert again.reason == "said once more: no trace of it"


def test_anything_else_is_better_not_said_than_said_twice(account, now_of):
    message, _ = given_up(account, "helpful")

    dead = now_of(message)
    assert (dead.state, dead.maybe_duplicate) == ("dead", False)
    assert dead.reason == "it will never be known whether this arrived: no trace of it"


def test_nothing_is_said_a_third_time(account, now_of):
    message, _ = given_up(account, maybe_duplicate=True)

    assert now_of(message).state == "dead"


def test_what_is_of_no_more_use_is_not_repeated(account, now_of):
    message, handover = silent(
        account, purpose="emergency", priority=0, expires_at=now() + dt.timedelta(hours=1)
    )
    with tenant(message.vendor_id):
        give_up(handover, "no trace of it", now() + dt.timedelta(hours=2))

    assert now_of(message).state == "dead"


def test_the_call_is_closed_and_lets_its_message_go(account):
    message, handover = given_up(account)

    with tenant(message.vendor_id):
        handover.refresh_from_db()
        assert (handover.outcome, handover.detail) == ("abandoned", "no trace of it")
        assert not Handed.objects.filter(open=True).exists()


def test_an_answer_that_came_first_stands(account, now_of):
    message, handover = silent(account, purpose="emergency", priority=0)
    with tenant(message.vendor_id):
        type(handover).objects.filter(pk=handover.pk).update(outcome="accepted")

        give_up(handover, "no trace of it", now())

    assert now_of(message).state == "unknown"
