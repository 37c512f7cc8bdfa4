"""What messages cost: set aside at the intent, given back or kept by the answer."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Handover
from tests.factories import MessageFactory, PersonFactory
from wedsync.billing.models import Budget, BudgetEntry, BudgetTotal, Price
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def priced():
    """A mail costs a hundredth of a cent."""
    with operator():
        Price.objects.create(
            channel="email",
            provider="resend",
            micros=100,
            currency="USD",
            from_day=dt.date(2026, 1, 1),
        )


def go(message, account):
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)


def booked(message):
    with tenant(message.vendor_id):
        entries = BudgetEntry.objects.filter(message_id=message.pk).order_by("id")
        return [(entry.kind, entry.micros) for entry in entries]


def spent():
    with operator():
        return set(BudgetTotal.objects.values_list("spent", flat=True))


def limit(vendor, cents):
    with operator():
        Budget.objects.create(vendor=vendor, channel="email", limit=cents, currency="USD")


def test_what_was_accepted_is_owed(account, sandbox, priced):
    message = MessageFactory()

    go(message, account)

    assert booked(message)[0] == ("reserve", 100)
    assert sum(micros for _, micros in booked(message)) == 100
    assert spent() == {100}


def test_what_was_refused_is_given_back(account, sandbox, priced):
    message = MessageFactory()
    sandbox.fault(status=422, body={"name": "validation_error", "message": "?"})

    go(message, account)

    assert sum(micros for _, micros in booked(message)) == 0


def test_what_was_put_off_is_booked_again_with_the_next_try(account, sandbox, priced, now_of):
    message = MessageFactory()
    sandbox.fault(status=429)
    go(message, account)
    with operator():
        type(message).objects.update(not_before=now())

    go(message, account)

    assert now_of(message).state == "accepted"
    assert sum(micros for _, micros in booked(message)) == 100
    assert [kind for kind, _ in booked(message)].count("reserve") == 2


def test_what_nobody_knows_stays_set_aside(account, sandbox, priced):
    message = MessageFactory()
    sandbox.fault(drop="after")

    go(message, account)

    assert booked(message) == [("reserve", 100)]


def test_without_a_price_nothing_is_booked(account, sandbox, now_of):
    message = MessageFactory()

    go(message, account)

    assert now_of(message).state == "accepted"
    assert booked(message) == []


def test_where_the_budget_ends_the_rest_waits(account, sandbox, priced, now_of):
    first = MessageFactory()
    limit(first.vendor, 0)

    go(first, account)

    held = now_of(first)
    assert (held.state, held.reason) == ("held", "the email budget is used up")
    assert sandbox.accepted() == []


def test_of_a_batch_only_what_is_affordable_leaves(account, sandbox, now_of):
    first = MessageFactory()
    with operator():
        Price.objects.create(
            channel="email", micros=6000, currency="USD", from_day=dt.date(2026, 1, 1)
        )
    limit(first.vendor, 1)
    person = PersonFactory(client__vendor=first.vendor)
    second = MessageFactory(person=person, variant=first.variant)

    go(first, account)

    assert sorted(now_of(m).state for m in (first, second)) == ["accepted", "held"]
    assert spent() == {6000}


def test_what_the_contract_asks_for_leaves_whatever_it_costs(account, sandbox, priced, now_of):
    message = MessageFactory(purpose="contractual", priority=1)
    limit(message.vendor, 0)

    go(message, account)

    assert now_of(message).state == "accepted"


def test_a_handover_says_whether_money_is_in_it(account, sandbox, priced):
    free, dear = MessageFactory(), MessageFactory()

    go(dear, account)

    with operator():
        assert Handover.objects.get().booked
        Price.objects.all().delete()
    go(free, account)
    with operator():
        assert Handover.objects.filter(booked=False).count() == 1
