"""Which limits count for whom, and what still fits."""

import datetime as dt

import pytest

from wedsync.billing.limits import ALL, Left, Limit, covering, fits, in_force, month_of
from wedsync.billing.money import Money

JUNE, JULY = dt.date(2027, 6, 1), dt.date(2027, 7, 1)


def left(micros, *, spent=0, channel="sms", currency="USD", stops=True):
    return Left(Limit(channel, micros, currency, stops), spent)


def test_a_month_begins_with_its_first_day():
    assert month_of(dt.date(2027, 6, 19)) == JUNE


@pytest.mark.parametrize("turn", [1, -1])
def test_a_months_own_limit_takes_the_place_of_every_months(turn):
    every, june, other = (
        Limit("sms", 1, "USD"),
        Limit("sms", 2, "USD", month=JUNE),
        Limit(ALL, 3, "USD"),
    )
    limits = [every, june, other][::turn]

    assert set(in_force(limits, JUNE)) == {june, other}
    assert set(in_force(limits, JULY)) == {every, other}


def test_limits_in_two_currencies_stand_side_by_side():
    limits = [Limit("sms", 1, "USD"), Limit("sms", 1, "EUR")]

    assert in_force(limits, JUNE) == limits


def test_a_channel_is_covered_by_its_own_limits_and_the_common_ones():
    own, common, other = left(1), left(1, channel=ALL), left(1, channel="email")

    assert covering([own, common, other], "sms") == [own, common]


@pytest.mark.parametrize(
    ("micros", "lefts", "answer"),
    [
        (10, [], True),
        (10, [left(10)], True),
        (11, [left(10)], False),
        (5, [left(10, spent=5)], True),
        (6, [left(10, spent=5)], False),
        (5, [left(10), left(4, channel=ALL)], False),
        (11, [left(10, stops=False)], True),
        (1, [left(10, currency="EUR")], False),
        (1, [left(10, currency="EUR"), left(10)], True),
        (1, [left(10, currency="EUR", stops=False)], True),
        (0, [left(0, spent=9), left(10, currency="EUR")], True),
    ],
)
def test_what_fits(micros, lefts, answer):
    assert fits(Money(micros, "USD"), lefts) is answer


def test_what_is_left_goes_below_zero_when_something_essential_went_beyond():
    assert left(10, spent=12).rest == Money(-2, "USD")
