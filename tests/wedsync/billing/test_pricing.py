"""Which row of which list counts, and what a message costs by it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.billing.money import Money
from wedsync.billing.pricing import (
    ANY,
    Price,
    Unit,
    country_of,
    estimate,
    price_of,
    tokens_cost,
)

DAY = dt.date(2027, 6, 1)
PRICES = st.builds(
    Price,
    channel=st.sampled_from(["sms", "email"]),
    provider=st.sampled_from(["twilio", "resend", ANY]),
    country=st.sampled_from(["US", "DE", ANY]),
    unit=st.sampled_from(Unit),
    micros=st.integers(0, 10**6),
    currency=st.just("USD"),
    from_day=st.dates(DAY - dt.timedelta(days=3), DAY + dt.timedelta(days=3)),
    negotiated=st.booleans(),
)
LISTS = st.lists(PRICES, max_size=12)


def price(micros=8_300, *, unit=Unit.SEGMENT, days_ago=10, **other):
    place = {"channel": "sms", "provider": "twilio", "country": "US", **other}
    day = DAY - dt.timedelta(days=days_ago)
    return Price(**place, unit=unit, micros=micros, currency="USD", from_day=day)


@given(LISTS)
def test_the_price_is_of_that_channel_provider_country_and_time(prices):
    found = price_of(prices, "sms", "twilio", "US", DAY)

    if found:
        assert found.channel == "sms"
        assert found.provider in {"twilio", ANY}
        assert found.country in {"US", ANY}
        assert found.from_day <= DAY


@given(LISTS)
def test_what_lies_ahead_changes_nothing_today(prices):
    today = [one for one in prices if one.from_day <= DAY]

    assert price_of(prices, "sms", "twilio", "US", DAY) == price_of(
        today, "sms", "twilio", "US", DAY
    )


@given(LISTS, PRICES)
def test_one_more_row_counts_itself_or_changes_nothing(prices, more):
    before = price_of(prices, "sms", "twilio", "US", DAY)
    after = price_of([*prices, more], "sms", "twilio", "US", DAY)

    assert after in {before, more}


def test_the_newest_of_two_rows_counts():
    old, new = price(1, days_ago=9), price(2, days_ago=1)

    assert price_of([new, old], "sms", "twilio", "US", DAY) == new


@pytest.mark.parametrize(
    ("general", "special"),
    [
        ({"country": ANY}, {}),
        ({"provider": ANY}, {}),
        ({"provider": ANY}, {"country": ANY}),
        ({}, {"provider": ANY, "country": ANY, "negotiated": True}),
    ],
)
def test_the_more_specific_row_counts_however_old_it_is(general, special):
    special_one, general_one = price(1, days_ago=99, **special), price(2, **general)

    assert price_of([general_one, special_one], "sms", "twilio", "US", DAY) == special_one


def test_without_a_row_there_is_no_price():
    assert price_of([price()], "sms", "twilio", "FR", DAY) is None


@given(PRICES, st.integers(1, 10))
def test_only_segments_are_counted(one, segments):
    times = segments if one.unit is Unit.SEGMENT else 1

    assert estimate(one, segments) == Money(one.micros * times, "USD")


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        ("+14155550100", "US"),
        ("+14165550100", "CA"),
        ("+493012345678", "DE"),
        ("+447400123456", "GB"),
        ("+819012345678", "JP"),
        ("+80012345678", ""),
        ("+999123", ""),
        ("4155550100", ""),
        ("lena", ""),
        ("", ""),
    ],
)
def test_a_number_is_at_home_in_a_country_or_nowhere(phone, country):
    assert country_of(phone) == country


TOKENS = Price("ai", "any", ANY, Unit.MILLION_TOKENS, 250_000, "USD", DAY, micros_out=2_000_000)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_tokens_cost_what_is_read_and_written_rounded_up(read, written):
    cost = tokens_cost(TOKENS, read, written).micros

    assert 0 <= cost * 1_000_000 - (250_000 * read + 2_000_000 * written) < 1_000_000
