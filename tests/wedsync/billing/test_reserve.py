"""Money is set aside before anything leaves, and never more than there is."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.wedsync.billing.purse import (
    JULY,
    JUNE,
    NOW,
    budget,
    by_entries,
    by_total,
    key,
    spent,
    want,
)
from wedsync.billing.models import BudgetEntry
from wedsync.billing.release import release
from wedsync.billing.reserve import reserve

CENT = 10_000


def test_everybody_gets_money_where_nothing_is_limited(as_vendor):
    wants = [want(CENT), want(2 * CENT, channel="email")]

    assert reserve(as_vendor, wants, NOW) == {one.message_id for one in wants}
    assert spent() == 3 * CENT
    assert by_total() == by_entries()


def test_what_would_exceed_a_limit_gets_none(as_vendor):
    budget(as_vendor, 3)
    first, dear, last = want(2 * CENT), want(2 * CENT), want(CENT)

    assert reserve(as_vendor, [first, dear, last], NOW) == {first.message_id, last.message_id}
    assert reserve(as_vendor, [want(1)], NOW) == set()
    assert spent(channel="sms") == 3 * CENT


def test_an_emergency_goes_beyond_the_limit_and_is_noted(as_vendor):
    budget(as_vendor, 1)
    usual, urgent = want(CENT), want(CENT, essential=True)

    reserve(as_vendor, [usual], NOW)

    assert reserve(as_vendor, [want(CENT), urgent], NOW) == {urgent.message_id}
    assert list(BudgetEntry.objects.filter(over=True).values_list("message_id", flat=True)) == [
        urgent.message_id
    ]
    assert spent() == 2 * CENT


def test_a_common_limit_counts_every_channel(as_vendor):
    budget(as_vendor, 2, channel="")
    mail, text, push = want(CENT, channel="email"), want(2 * CENT), want(0, channel="push")

    assert reserve(as_vendor, [mail], NOW) == {mail.message_id}
    assert reserve(as_vendor, [text, push], NOW) == {push.message_id}


def test_a_limit_that_only_watches_stops_nobody(as_vendor):
    budget(as_vendor, 0, stops=False)

    assert len(reserve(as_vendor, [want(CENT)], NOW)) == 1


def test_a_new_month_has_new_money(as_vendor):
    budget(as_vendor, 1)
    reserve(as_vendor, [want(CENT)], NOW)

    assert len(reserve(as_vendor, [want(CENT)], NOW + dt.timedelta(days=20))) == 1
    assert (spent(month=JUNE), spent(month=JULY)) == (CENT, CENT)


def test_the_month_is_the_vendors_own(as_vendor):
    """In Los Angeles it is still June."""
    reserve(as_vendor, [want(CENT)], dt.datetime(2027, 7, 1, 6, tzinfo=dt.UTC))

    assert spent(month=JUNE) == CENT


def test_another_currency_is_no_way_around_a_limit(as_vendor):
    budget(as_vendor, 100)

    assert reserve(as_vendor, [want(CENT, currency="EUR")], NOW) == set()


def test_asking_twice_for_an_attempt_books_it_once(as_vendor):
    budget(as_vendor, 1)
    one = want(CENT)

    assert reserve(as_vendor, [one, one], NOW) == {one.message_id}
    assert reserve(as_vendor, [one], NOW) == {one.message_id}
    assert spent() == CENT


def test_another_attempt_at_a_message_is_paid_for_again(as_vendor):
    one = want(CENT)
    again = type(one)(one.message_id, uuid.uuid4(), one.channel, one.money)

    reserve(as_vendor, [one], NOW)
    reserve(as_vendor, [again], NOW)

    assert spent() == 2 * CENT


def test_an_attempt_that_was_given_up_gets_nothing_more(as_vendor):
    one = want(CENT)
    reserve(as_vendor, [one], NOW)
    release(as_vendor, [key(one)], NOW)

    assert reserve(as_vendor, [one], NOW) == set()
    assert spent() == 0


def test_nobody_asks_and_nothing_happens(as_vendor):
    assert reserve(as_vendor, [], NOW) == set()
    assert by_total() == {}


def test_a_hundred_messages_cost_as_many_statements_as_one(as_vendor):
    budget(as_vendor, 10_000)

    assert statements(as_vendor, 1) == statements(as_vendor, 100) == 6


@pytest.mark.parametrize(("currency", "micros"), [("USD", 10_000), ("JPY", 10**6), ("KWD", 1_000)])
def test_a_limit_in_minor_units_is_met_exactly(as_vendor, currency, micros):
    budget(as_vendor, 5, currency=currency)
    wants = [want(micros, currency=currency) for _ in range(7)]

    assert len(reserve(as_vendor, wants, NOW)) == 5


def statements(vendor_id, count):
    wants = [want(1) for _ in range(count)]
    with CaptureQueriesContext(connection) as captured:
        reserve(vendor_id, wants, NOW)
    return len(captured)
