"""A report tells what the answer would have told."""

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import commit_intents
from messaging.models import Handed
from messaging.prove import BY_REPORT
from messaging.providers.protocol import Report, Unknown
from messaging.settle import settle
from messaging.track import apply_inbox
from messaging.webhooks import store
from tests.factories import MessageFactory, PersonFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def called(account, count=1, *, silent):
    """Messages that left in one call; `silent`: its worker knows that no answer came."""
    first = MessageFactory()
    rest = [
        MessageFactory(person=PersonFactory(client__vendor=first.vendor), variant=first.variant)
        for _ in range(count - 1)
    ]
    with tenant(first.vendor_id):
        taken = claim(first.vendor_id, "email", first.priority, count)
        ((handover, batch),) = commit_intents(taken, account)
        if silent:
            settle(handover, Unknown("the line went dead"), batch)
    return [first, *rest], handover


def hear(account, message, kind="delivered", **also):
    said = Report(f"{message.pk}:{kind}", kind, now(), message_id=message.pk, **also)
    with operator():
        store([(account, said)])
    apply_inbox()


def now_it_is(handover):
    with operator():
        handover.refresh_from_db()
    return handover


def test_it_closes_the_silent_call(account, now_of):
    (message,), handover = called(account, silent=True)

    hear(account, message)

    known = now_it_is(handover)
    assert (known.outcome, known.detail, known.check_at) == ("accepted", BY_REPORT, None)
    assert now_of(message).state == "delivered"


def test_one_report_speaks_for_the_whole_batch(account, now_of):
    (reported, other), _ = called(account, 2, silent=True)

    hear(account, reported)

    assert (now_of(reported).state, now_of(other).state) == ("delivered", "accepted")
    with operator():
        assert not Handed.objects.filter(open=True).exists()


def test_a_call_that_may_still_be_under_way_is_left_to_its_worker(account, now_of):
    (message,), handover = called(account, silent=False)

    hear(account, message)

    assert now_it_is(handover).outcome == "pending"
    assert now_of(message).state == "delivered"


def test_the_name_by_which_they_call_it_is_kept(account):
    (message,), _ = called(account, silent=True)

    hear(account, message, provider_message_id="re_1")
    hear(account, message, kind="opened", provider_message_id="re_2")

    with operator():
        assert Handed.objects.get().provider_message_id == "re_1"


def test_even_a_failure_proves_that_it_was_taken(account, now_of):
    (message,), handover = called(account, silent=True)

    hear(account, message, kind="failed")

    assert now_it_is(handover).outcome == "accepted"
    assert now_of(message).state == "failed"
