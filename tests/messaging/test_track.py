"""What providers report, in whatever order it comes."""

import datetime as dt
import itertools

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Consent, DeliveryEvent, InboxEvent, Suppression
from messaging.providers.protocol import Report
from messaging.track import PATIENCE, apply_inbox
from messaging.webhooks import store
from tests.factories import AccountFactory, MessageFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(account, sandbox):
    message = MessageFactory()
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    return message


def report(message, kind, key=None):
    return Report(
        event_key=key or str(uuid7()), kind=kind, occurred_at=now(), message_id=message.pk
    )


def hear(account, *reports):
    with operator():
        store([(account, one) for one in reports])
    return apply_inbox()


@pytest.mark.parametrize("order", list(itertools.permutations(["sent", "delivered", "opened"])))
def test_the_order_of_arrival_does_not_matter(account, sent, now_of, order):
    for kind in order:
        hear(account, report(sent, kind))

    assert now_of(sent).state == "delivered"
    with operator():
        assert DeliveryEvent.objects.filter(message=sent).count() == 3


def test_the_same_event_told_twice_is_one_event(account, sent):
    hear(account, report(sent, "delivered", "k1"), report(sent, "delivered", "k1"))
    hear(account, report(sent, "delivered", "k1"))

    with operator():
        assert DeliveryEvent.objects.filter(message=sent).count() == 1


def test_an_address_that_bounced_gets_nothing_more(account, sent, now_of):
    hear(account, report(sent, "bounced"))

    assert now_of(sent).state == "bounced"
    with operator():
        assert Suppression.objects.get().address == sent.person.email


def test_a_full_mailbox_is_no_reason_to_give_up(account, sent, now_of):
    hear(account, report(sent, "soft_bounced"))

    assert now_of(sent).state == "accepted"
    with operator():
        assert Suppression.objects.count() == 0


def test_a_late_bounce_is_noted_and_suppresses_but_changes_no_state(account, sent, now_of):
    hear(account, report(sent, "delivered"))
    hear(account, report(sent, "bounced"))

    assert now_of(sent).state == "delivered"
    with operator():
        assert Suppression.objects.count() == 1


def test_a_complaint_is_a_no_on_the_record(account, sent):
    hear(account, report(sent, "complained"))

    with operator():
        assert Consent.objects.get().granted is False
        assert Suppression.objects.get().reason == "complained"


def test_a_report_may_overtake_our_own_note(account, sandbox, now_of):
    message = MessageFactory()
    sandbox.fault(drop="after")
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    assert now_of(message).state == "unknown"

    hear(account, report(message, "delivered"))

    assert now_of(message).state == "delivered"


def test_another_accounts_word_counts_for_nothing(account, sent, now_of):
    stranger = AccountFactory(vendor=MessageFactory().vendor)

    hear(stranger, report(sent, "bounced"))

    assert now_of(sent).state == "accepted"
    with operator():
        assert InboxEvent.objects.get(account=stranger).applied_at is None


def test_what_nobody_knows_is_parked_and_in_the_end_left(account):
    unknown = Report(event_key="k", kind="delivered", occurred_at=now(), message_id=uuid7())

    hear(account, unknown)
    with operator():
        parked = InboxEvent.objects.get()
        assert (parked.tries, parked.applied_at) == (1, None)
        old = now() - PATIENCE - dt.timedelta(hours=1)
        InboxEvent.objects.update(retry_at=now() - dt.timedelta(1), received_at=old)
    apply_inbox()

    with operator():
        assert InboxEvent.objects.get().applied_at is not None


def test_the_number_of_queries_does_not_grow(account, sandbox, django_assert_max_num_queries):
    sent = [MessageFactory() for _ in range(6)]
    for message in sent:
        deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    with operator():
        store([(account, report(message, "delivered")) for message in sent])

    with django_assert_max_num_queries(20):
        apply_inbox()
