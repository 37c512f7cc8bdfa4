"""Anniversaries, and the other days a message can hang on."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.weddings.calendar_strategies import days, exact_dates
from wedsync.weddings.calendar import (
    Anchor,
    Counted,
    WeddingDate,
    anchor_day,
    anniversary,
    anniversary_number,
    next_anniversary,
)

LEAP_DAY = dt.date(2028, 2, 29)
ONE_DAY = dt.timedelta(days=1)
wedding_days = days | st.sampled_from([LEAP_DAY, dt.date(2000, 2, 29)])
numbers = st.integers(1, 75)


@given(wedding_days, numbers)
def test_the_number_grows_on_the_anniversary_itself(wedding_day, number):
    day = anniversary(wedding_day, number)

    assert anniversary_number(wedding_day, day) == number
    assert anniversary_number(wedding_day, day - ONE_DAY) == number - 1


@given(wedding_days, days)
def test_the_next_anniversary_is_not_over_and_the_one_before_it_is(wedding_day, today):
    number, day = next_anniversary(wedding_day, today)

    assert day == anniversary(wedding_day, number)
    assert day >= today
    assert number == 1 or anniversary(wedding_day, number - 1) < today


@given(exact_dates, numbers)
def test_an_exact_date_knows_all_the_days_that_follow_from_it(when, number):
    anchors = [Anchor(name, number) for name in Counted]

    found = [anchor_day(anchor, when, {}) for anchor in anchors]

    celebrated = anniversary(when.day, number)
    assert found == [when.day, when.first_day, when.last_day, celebrated]


@given(st.sampled_from(Counted), st.dates())
def test_without_an_exact_date_they_are_unknown_whatever_is_recorded(name, recorded):
    month_only = WeddingDate.in_month(2026, 6)

    assert anchor_day(Anchor(name), month_only, {name: recorded}) is None
    assert anchor_day(Anchor(name), WeddingDate.open(), {name: recorded}) is None


def test_a_leap_day_is_kept_on_the_28th_in_common_years():
    kept = [anniversary(LEAP_DAY, number) for number in (1, 2, 3, 4)]

    assert kept == [
        dt.date(2029, 2, 28),
        dt.date(2030, 2, 28),
        dt.date(2031, 2, 28),
        dt.date(2032, 2, 29),
    ]


def test_there_is_no_anniversary_before_the_first():
    assert anniversary_number(LEAP_DAY, dt.date(2027, 1, 1)) == 0
    assert anniversary_number(LEAP_DAY, LEAP_DAY) == 0
    assert next_anniversary(LEAP_DAY, LEAP_DAY) == (1, dt.date(2029, 2, 28))


def test_a_recorded_day_is_found_by_its_name_and_an_unknown_one_is_not_now():
    recorded = {"balance_due": dt.date(2026, 5, 1)}

    assert anchor_day(Anchor("balance_due"), WeddingDate.open(), recorded) == dt.date(2026, 5, 1)
    assert anchor_day(Anchor("tasting"), WeddingDate.open(), recorded) is None


@pytest.mark.parametrize("number", [0, -1, 101])
def test_an_anniversary_nobody_has_is_refused(number):
    with pytest.raises(ValueError, match="a number from 1 to 100"):
        Anchor(Counted.ANNIVERSARY, number)
