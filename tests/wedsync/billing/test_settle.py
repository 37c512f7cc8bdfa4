"""What a provider says last is what it costs."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.wedsync.billing.purse import (
    JUNE,
    NOW,
    by_entries,
    by_total,
    cost_of,
    key,
    spent,
    want,
)
from wedsync.billing.models import BudgetEntry
from wedsync.billing.money import Money
from wedsync.billing.release import release
from wedsync.billing.reserve import reserve
from wedsync.billing.settle import Bill, settle

NEXT_MONTH = NOW + dt.timedelta(days=20)


def reserved(vendor_id, *estimates, **other):
    wants = [want(micros, **other) for micros in estimates]
    reserve(vendor_id, wants, NOW)
    return wants


def bill(one, micros, seconds=1, currency="USD"):
    money = None if micros is None else Money(micros, currency)
    return Bill(*key(one), money, NOW + dt.timedelta(seconds=seconds))


def test_the_providers_figure_takes_the_place_of_the_estimate(as_vendor):
    dear, cheap = reserved(as_vendor, 100, 100)

    assert settle(as_vendor, [bill(dear, 130), bill(cheap, 20)]) == 2
    assert (cost_of(dear), cost_of(cheap), spent()) == (130, 20, 150)
    assert by_total() == by_entries()


def test_the_same_bill_twice_is_one(as_vendor):
    (one,) = reserved(as_vendor, 100)

    assert settle(as_vendor, [bill(one, 130), bill(one, 130)]) == 1
    assert settle(as_vendor, [bill(one, 130)]) == 0
    assert spent() == 130


def test_a_later_figure_corrects_an_earlier_one_whichever_comes_first(as_vendor):
    first, second = reserved(as_vendor, 100, 100)
    early, late = 1, 2

    settle(as_vendor, [bill(first, 130, early)])
    settle(as_vendor, [bill(first, 90, late)])
    settle(as_vendor, [bill(second, 90, late)])
    settle(as_vendor, [bill(second, 130, early)])

    assert (cost_of(first), cost_of(second), spent()) == (90, 90, 180)


def test_accepted_without_a_price_costs_the_estimate_until_one_is_named(as_vendor):
    (one,) = reserved(as_vendor, 100)

    assert settle(as_vendor, [bill(one, None, 9)]) == 1
    assert cost_of(one) == 100
    assert settle(as_vendor, [bill(one, 70, 1), bill(one, None, 10)]) == 1
    assert cost_of(one) == 70


def test_a_bill_counts_in_the_month_the_message_left(as_vendor):
    (one,) = reserved(as_vendor, 100)

    settle(as_vendor, [Bill(*key(one), Money(130, "USD"), NEXT_MONTH)])

    assert set(BudgetEntry.objects.values_list("month", flat=True)) == {JUNE}
    assert spent(month=JUNE) == 130


def test_accepted_after_all_is_paid_for_although_it_was_given_back(as_vendor):
    (one,) = reserved(as_vendor, 100)
    release(as_vendor, [key(one)], NOW)

    settle(as_vendor, [bill(one, 130)])

    assert (cost_of(one), spent()) == (130, 130)


def test_a_bill_nobody_reserved_for_changes_nothing_and_is_told(as_vendor, capture_logs):
    assert settle(as_vendor, [bill(want(1), 130)]) == 0
    assert by_total() == {}
    assert capture_logs[0]["event"] == "a bill that fits no reservation"


def test_a_bill_in_another_currency_leaves_the_estimate_and_is_told(as_vendor, capture_logs):
    (one,) = reserved(as_vendor, 100)

    assert settle(as_vendor, [bill(one, 130, currency="EUR")]) == 0
    assert cost_of(one) == 100
    assert (capture_logs[0]["billed"], capture_logs[0]["reserved"]) == ("EUR", "USD")


def test_attempts_are_not_mixed_up(as_vendor):
    """Messages and handovers are asked for separately, and only their pairs are meant."""
    first, second = reserved(as_vendor, 100, 100)
    crossed = type(first)(first.message_id, second.attempt_id, "sms", first.money)
    reserve(as_vendor, [crossed], NOW)

    settle(as_vendor, [bill(first, 1), bill(second, 2)])

    assert [cost_of(one) for one in (first, second, crossed)] == [1, 2, 100]


def test_a_hundred_bills_cost_as_many_statements_as_one(as_vendor):
    assert statements(as_vendor, 1) == statements(as_vendor, 100) == 5


def test_no_bills_are_no_news(as_vendor):
    assert settle(as_vendor, []) == 0


def statements(vendor_id, count):
    wants = reserved(vendor_id, *[100] * count)
    with CaptureQueriesContext(connection) as captured:
        assert settle(vendor_id, [bill(one, 130) for one in wants]) == count
    return len(captured)
