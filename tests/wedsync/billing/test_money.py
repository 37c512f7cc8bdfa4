"""Money is whole numbers: nothing is lost between micro-units, minor units and words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.billing.money_strategies import ANY_CURRENCY, MONEY
from wedsync.billing.money import (
    EXPONENTS,
    Money,
    NotMoney,
    format_money,
    format_price,
    from_minor,
    from_text,
    micros_per_minor,
)


@given(st.integers(-(10**12), 10**12), ANY_CURRENCY)
def test_minor_units_come_back_exactly(minor, currency):
    assert from_minor(minor, currency).minor == minor


@given(MONEY)
def test_rounding_moves_a_sum_by_half_a_minor_unit_at_most(money):
    error = Fraction(money.minor) - Fraction(money.micros, micros_per_minor(money.currency))

    assert abs(error) <= Fraction(1, 2)


@given(MONEY)
def test_what_is_owed_and_what_is_given_back_round_alike(money):
    assert Money(-money.micros, money.currency).minor == -money.minor


@pytest.mark.parametrize(
    ("micros", "currency", "minor"),
    [
        (4_999, "USD", 0),
        (5_000, "USD", 1),
        (-5_000, "USD", -1),
        (499_999, "JPY", 0),
        (500_000, "JPY", 1),
        (499, "KWD", 0),
        (500, "KWD", 1),
    ],
)
def test_half_a_minor_unit_rounds_up(micros, currency, minor):
    assert Money(micros, currency).minor == minor


@given(st.integers(-(10**18), 10**18), ANY_CURRENCY)
def test_a_text_with_six_decimals_is_exact(micros, currency):
    size = f"{abs(micros):07d}"
    text = f"{'-' if micros < 0 else ''}{size[:-6]}.{size[-6:]}"

    assert from_text(text, currency) == Money(micros, currency)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("free", "“free” is not an amount; write it like 0.0083."),
        ("", "“” is not an amount; write it like 0.0083."),
        ("0.00000001", "“0.00000001” is too large or too fine an amount."),
        ("1e30", "“1e30” is too large or too fine an amount."),
        ("NaN", "“NaN” is too large or too fine an amount."),
        ("-Infinity", "“-Infinity” is too large or too fine an amount."),
        ("9e999999", "“9e999999” is not an amount; write it like 0.0083."),
    ],
)
def test_what_is_no_amount_says_so(text, sentence):
    with pytest.raises(NotMoney) as problem:
        from_text(text, "USD")

    assert str(problem.value) == sentence


@pytest.mark.parametrize("code", ["", "usd", "XXX", "EURO"])
def test_there_is_no_money_in_an_unknown_currency(code):
    with pytest.raises(NotMoney, match="is not a currency we know"):
        Money(1, code)
    with pytest.raises(NotMoney, match="is not a currency we know"):
        from_minor(1, code)


def test_minor_units_are_those_of_iso_4217():
    assert len(EXPONENTS) == 154
    assert {code: EXPONENTS[code] for code in ("USD", "EUR", "JPY", "ISK", "KWD", "TND")} == {
        "USD": 2,
        "EUR": 2,
        "JPY": 0,
        "ISK": 0,
        "KWD": 3,
        "TND": 3,
    }


@pytest.mark.parametrize(
    ("money", "locale", "words"),
    [
        (from_minor(1235, "USD"), "en_US", "$12.35"),
        (from_minor(-1235, "USD"), "en_US", "-$12.35"),
        (from_minor(1200, "JPY"), "ja_JP", "￥1,200"),
        (from_minor(12350, "KWD"), "en_US", "KWD\xa012.350"),
        (from_minor(123456, "EUR"), "de_DE", "1.234,56\xa0€"),
        (from_minor(100, "HUF"), "en_US", "HUF\xa01.00"),
        (Money(8_300, "USD"), "en_US", "$0.01"),
        (from_minor(1235, "USD"), "xx-nowhere", "$12.35"),
    ],
)
def test_sums_in_peoples_own_words(money, locale, words):
    assert format_money(money, locale) == words


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(8_300, "USD"), "$0.0083"),
        (Money(2_000_000, "USD"), "$2.00"),
        (Money(1_500_000, "JPY"), "¥1.5"),
        (Money(0, "USD"), "$0.00"),
    ],
)
def test_a_unit_price_shows_every_decimal_it_has(money, words):
    assert format_price(money) == words
