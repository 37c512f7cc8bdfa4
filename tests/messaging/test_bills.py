"""What reports say about money ends in the ledger of money."""

import pytest
from django.utils.timezone import now

from messaging.models import Handed, Handover
from messaging.providers.protocol import Report
from messaging.track import apply_inbox
from messaging.webhooks import store
from tests.factories import AccountFactory
from tests.messaging.handing import handed
from wedsync.billing.allot import Want
from wedsync.billing.models import BudgetEntry
from wedsync.billing.money import Money
from wedsync.billing.release import release
from wedsync.billing.reserve import reserve
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

PRICED = {"price": "-0.0079", "currency": "usd", "segments": "1"}


@pytest.fixture
def twilio():
    return AccountFactory(provider="twilio", channel="sms")


def booked(account, outcome="accepted", micros=8_300):
    """A text that money was set aside for."""
    message = handed(account, outcome, channel="sms", person__phone="+14155550123")
    with tenant(message.vendor_id):
        call = Handed.objects.get(message=message).handover
        Handover.objects.filter(pk=call.pk).update(booked=True)
        want = Want(message.pk, call.pk, "sms", Money(micros, "USD"), essential=False)
        assert reserve(message.vendor_id, [want], now()) == {message.pk}
    return message


def hear(account, *told):
    with operator():
        store(
            [
                (account, Report(str(uuid7()), kind, now(), message.pk, detail=detail))
                for message, kind, detail in told
            ]
        )
    apply_inbox()


def entries(message):
    with operator():
        rows = BudgetEntry.objects.filter(message_id=message.pk).order_by("id")
        return [(row.kind, row.micros) for row in rows]


def test_the_price_a_provider_names_takes_the_place_of_the_estimate(twilio):
    first, second = booked(twilio), booked(twilio)

    hear(twilio, (first, "priced", PRICED), (second, "priced", PRICED | {"price": "0.0100"}))

    assert entries(first) == [("reserve", 8_300), ("settle", -400)]
    assert entries(second) == [("reserve", 8_300), ("settle", 1_700)]


@pytest.mark.parametrize(
    "told", [{}, {"price": "free"}, {"price": "NaN"}, {"price": "1"}, PRICED | {"currency": "XYZ"}]
)
def test_nonsense_costs_nothing_and_stops_nobody(twilio, told):
    first, second = booked(twilio), booked(twilio)

    hear(twilio, (first, "priced", told), (second, "priced", PRICED))

    assert entries(first) == [("reserve", 8_300)]
    assert len(entries(second)) == 2


def test_what_was_never_booked_is_not_billed(twilio):
    message = handed(twilio, channel="sms", person__phone="+14155550123")

    hear(twilio, (message, "priced", PRICED))

    assert entries(message) == []


def test_a_report_that_proves_a_silent_call_confirms_the_estimate(twilio):
    message = booked(twilio, outcome="unknown")

    hear(twilio, (message, "sent", {}))

    assert entries(message) == [("reserve", 8_300), ("settle", 0)]


def test_what_was_given_up_and_paid_back_is_owed_after_all(twilio):
    message = booked(twilio, outcome="abandoned")
    with tenant(message.vendor_id):
        call = Handed.objects.get(message=message).handover_id
        release(message.vendor_id, [(message.pk, call)], now())

    hear(twilio, (message, "delivered", {}))

    assert sum(micros for _, micros in entries(message)) == 8_300
