"""What a provider has refused costs nothing."""

from tests.wedsync.billing.purse import NOW, budget, by_entries, by_total, cost_of, key, spent, want
from wedsync.billing.money import Money
from wedsync.billing.release import release
from wedsync.billing.reserve import reserve
from wedsync.billing.settle import Bill, settle


def test_a_refused_message_gives_its_money_back(as_vendor):
    budget(as_vendor, 1)
    refused, next_one = want(10_000), want(10_000)
    reserve(as_vendor, [refused], NOW)

    assert release(as_vendor, [key(refused)], NOW) == 1
    assert (cost_of(refused), spent()) == (0, 0)
    assert reserve(as_vendor, [next_one], NOW) == {next_one.message_id}
    assert by_total() == by_entries()


def test_twice_is_once(as_vendor):
    one = want(100)
    reserve(as_vendor, [one], NOW)

    assert [release(as_vendor, [key(one), key(one)], NOW) for _ in range(2)] == [1, 0]
    assert spent() == 0


def test_what_was_billed_stays_billed(as_vendor):
    one = want(100)
    reserve(as_vendor, [one], NOW)
    settle(as_vendor, [Bill(*key(one), Money(130, "USD"), NOW)])

    assert release(as_vendor, [key(one)], NOW) == 0
    assert cost_of(one) == 130


def test_what_was_never_reserved_can_not_be_given_back(as_vendor):
    assert release(as_vendor, [key(want(100))], NOW) == 0
    assert release(as_vendor, [], NOW) == 0
