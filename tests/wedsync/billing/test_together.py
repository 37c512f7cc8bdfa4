"""Many workers at one purse: never overspent, and every total the exact sum of its entries."""

import random
import threading

import pytest
from django.db import connections

from tests.factories import VendorFactory
from tests.wedsync.billing.purse import NOW, budget, by_entries, by_total, key, spent, want
from wedsync.billing.models import BudgetEntry
from wedsync.billing.money import Money, from_minor
from wedsync.billing.release import release
from wedsync.billing.reserve import reserve
from wedsync.billing.settle import Bill, settle
from wedsync.vendors.tenancy import tenant

WORKERS, ROUNDS = 8, 6

pytestmark = pytest.mark.usefixtures("committed")


def together(work):
    """Run `work(number, chance)` in every worker at once; what one of them raised is raised."""
    start, troubles = threading.Barrier(WORKERS), []

    def run(number):
        try:
            start.wait()
            work(number, random.Random(number))
        except BaseException as trouble:  # noqa: BLE001 -- told by the main thread
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []


@pytest.mark.parametrize("currency", ["USD", "JPY", "KWD"])
def test_together_they_never_overspend(currency):
    """They want about twice of what there is, in sums that are no whole minor units."""
    vendor = VendorFactory()
    limit = from_minor(100, currency).micros
    with tenant(vendor.pk):
        budget(vendor.pk, 60, currency=currency)
        budget(vendor.pk, 100, currency=currency, channel="")
    granted = []

    def work(number, chance):
        for _ in range(ROUNDS):
            wants = [some(chance, limit, currency) for _ in range(8)]
            with tenant(vendor.pk):
                got = reserve(vendor.pk, wants, NOW)
            granted.extend(one for one in wants if one.message_id in got)

    together(work)

    with tenant(vendor.pk):
        assert by_total() == by_entries()
        assert spent(currency=currency) == sum(one.money.micros for one in granted)
        assert limit * 9 // 10 < spent(currency=currency) <= limit
        assert spent(currency=currency, channel="sms") <= limit * 6 // 10
        assert BudgetEntry.objects.count() == len(granted)


def test_bills_and_refusals_that_come_to_several_workers_at_once_are_booked_once():
    vendor = VendorFactory()
    wants = [want(1_000 + n, channel=("sms", "email")[n % 2]) for n in range(60)]
    with tenant(vendor.pk):
        reserve(vendor.pk, wants, NOW)

    def work(number, chance):
        mine = chance.sample(wants, len(wants))
        with tenant(vendor.pk):
            settle(vendor.pk, [bill(one) for one in mine[:30]])
            release(vendor.pk, [key(one) for one in mine[30:]], NOW)
        with tenant(vendor.pk):
            settle(vendor.pk, [bill(one) for one in mine])

    together(work)

    with tenant(vendor.pk):
        assert by_total() == by_entries()
        assert spent() == sum(bill(one).money.micros for one in wants)


def test_a_worker_that_fails_leaves_no_money_behind():
    vendor = VendorFactory()

    with pytest.raises(ZeroDivisionError), tenant(vendor.pk):
        _ = 1 / (len(reserve(vendor.pk, [want(1_000)], NOW)) - 1)

    with tenant(vendor.pk):
        assert (by_total(), by_entries()) == ({}, {})


def test_channels_in_any_order_never_lock_each_other_out():
    vendor = VendorFactory()

    def work(number, chance):
        for _ in range(ROUNDS):
            with tenant(vendor.pk):
                for channel in chance.sample(["sms", "email", "push"], 3):
                    reserve(vendor.pk, [want(1, channel=channel)], NOW)

    together(work)

    with tenant(vendor.pk):
        assert spent() == WORKERS * ROUNDS * 3


def some(chance, limit, currency):
    """A hundred and ninety-odd of these would use up the limit."""
    channel = chance.choice(["sms", "email"])
    return want(chance.randint(1, limit // 96), channel=channel, currency=currency)


def bill(one):
    return Bill(*key(one), Money(one.money.micros * 2 + 1, "USD"), NOW)
