"""A budget is set once a place, and only where it can be reached."""

import datetime as dt

import pytest

from tests.factories import VendorFactory
from tests.wedsync.billing.purse import JULY, price
from wedsync.billing.models import Budget
from wedsync.billing.money import Money, from_minor
from wedsync.billing.set_budget import set_budget
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event

FIFTY = from_minor(5000, "USD")


def set_it(vendor_id, limit=FIFTY, **other):
    return set_budget(vendor_id, limit, actor="user:1", **other)


def test_the_second_takes_the_place_of_the_first(as_vendor):
    price()

    first = set_it(as_vendor, channel="sms")
    second = set_it(as_vendor, from_minor(7000, "USD"), channel="sms", stops=False)

    assert first.pk == second.pk
    assert list(Budget.objects.values_list("limit", "stops")) == [(7000, False)]


def test_every_month_and_one_month_are_two_budgets(as_vendor):
    price()

    set_it(as_vendor)
    set_it(as_vendor, month=dt.date(2027, 7, 19))

    assert set(Budget.objects.values_list("month", flat=True)) == {None, JULY}


def test_it_is_told_in_the_vendors_history(as_vendor):
    price()

    budget = set_it(as_vendor, channel="sms")

    event = Event.objects.get()
    assert (event.verb, event.subject_id, event.data["limit"]) == (
        "budget.set",
        str(budget.pk),
        5000,
    )


@pytest.mark.parametrize(
    ("channel", "currency", "sentence"),
    [
        ("sms", "EUR", "There is no price of “sms” in EUR, only in USD"),
        ("", "KWD", "There is no price of any channel in KWD, only in GBP and USD"),
        ("fax", "USD", "There is no price of “fax” in USD"),
    ],
)
def test_a_budget_nothing_is_counted_in_is_refused(as_vendor, channel, currency, sentence):
    price()
    price(channel="email", currency="GBP")

    with pytest.raises(Refusal) as refusal:
        set_it(as_vendor, Money(10**6, currency), channel=channel)

    assert refusal.value.reason == f"{sentence}: this budget would never be reached."
    assert refusal.value.code == "unpriced"


def test_a_price_of_ones_own_makes_its_currency_possible(as_vendor):
    price(as_vendor, currency="EUR")
    price(VendorFactory().pk, currency="KWD")

    assert set_it(as_vendor, Money(10**6, "EUR")).limit == 100
    with pytest.raises(Refusal):
        set_it(as_vendor, Money(10**6, "KWD"))


def test_less_than_nothing_is_refused(as_vendor):
    with pytest.raises(Refusal, match="below zero"):
        set_it(as_vendor, Money(-1, "USD"))
