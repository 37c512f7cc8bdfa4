"""What is left, channel by channel."""

from tests.factories import VendorFactory
from tests.wedsync.billing.purse import JULY, NOW, budget, want
from wedsync.billing.left import budget_left
from wedsync.billing.limits import fits
from wedsync.billing.money import Money
from wedsync.billing.reserve import reserve
from wedsync.vendors.tenancy import operator, tenant

DAY = NOW.date()


def lefts(vendor_id, channel, day=DAY):
    return {
        left.limit.channel: left.rest for left in budget_left(vendor_id, [channel], day)[channel]
    }


def test_without_a_budget_there_is_no_limit(as_vendor):
    assert budget_left(as_vendor, ["sms", "email"], DAY) == {"sms": [], "email": []}


def test_a_channel_is_told_of_its_own_limit_and_the_common_one(as_vendor):
    budget(as_vendor, 100)
    budget(as_vendor, 300, channel="")
    reserve(as_vendor, [want(200_000), want(300_000, channel="email")], NOW)

    assert lefts(as_vendor, "sms") == {"sms": Money(800_000, "USD"), "": Money(2_500_000, "USD")}
    assert lefts(as_vendor, "email") == {"": Money(2_500_000, "USD")}


def test_a_month_with_its_own_limit_leaves_the_others_alone(as_vendor):
    budget(as_vendor, 100)
    budget(as_vendor, 200, month=JULY)

    assert lefts(as_vendor, "sms") == {"sms": Money(1_000_000, "USD")}
    assert lefts(as_vendor, "sms", JULY) == {"sms": Money(2_000_000, "USD")}


def test_a_gate_asks_what_reserve_would_say(as_vendor):
    budget(as_vendor, 1)
    left = budget_left(as_vendor, ["sms"], DAY)["sms"]

    for micros in (10_000, 10_001):
        one = want(micros)
        assert fits(one.money, left) is (reserve(as_vendor, [one], NOW) == {one.message_id})


def test_another_vendors_money_is_none_of_ours(as_vendor):
    with operator():
        other = VendorFactory()
        budget(other.pk, 1)

    assert budget_left(other.pk, ["sms"], DAY) == {"sms": []}


def test_one_vendor_spends_nothing_of_anothers(vendor):
    other = VendorFactory()
    for one in (vendor, other):
        with tenant(one.pk):
            budget(one.pk, 1)
            assert len(reserve(one.pk, [want(10_000)], NOW)) == 1
