"""Amounts of money with any country's separators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.money import EXPONENTS, Money, parse_currency, parse_money
from crm_connectors.records import Unreadable
from tests.crm_connectors.outcome import outcome

AMOUNTS = st.integers(0, 10**9)


@given(AMOUNTS, st.sampled_from([",.", ".,", "' ."[::2], " ,"]))
def test_an_amount_comes_back_from_any_hand(minor, marks):
    thousands, point = marks
    grouped = f"{minor // 100:,}".replace(",", thousands)

    money = parse_money(f"{grouped}{point}{minor % 100:02d}", "USD")

    assert money == Money(minor, "USD")


@given(AMOUNTS, st.sampled_from(["JPY", "USD", "KWD"]))
def test_an_amount_with_all_its_decimals_is_exact_in_every_currency(minor, currency):
    exponent = EXPONENTS.get(currency, 2)
    whole, fraction = divmod(minor, 10**exponent)
    text = f"{whole + 1000}.{fraction:0{exponent}d}" if exponent else str(minor)

    money = parse_money(f"{text} {currency}", "EUR")

    assert money.minor == minor + (1000 * 10**exponent if exponent else 0)


@given(st.text(max_size=20))
def test_any_text_is_money_or_a_sentence(text):
    money, sentence = outcome(parse_money, text, "USD")

    assert money.minor >= 0 if money else sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("1.234,56", Money(123456, "USD")),
        ("1,234.56", Money(123456, "USD")),
        ("1,234", Money(123400, "USD")),
        ("1.234.567", Money(123456700, "USD")),
        ("12,5", Money(1250, "USD")),
        ("0.500", Money(50, "USD")),
        ("€ 1.200", Money(120000, "EUR")),
        ("1 234,56 €", Money(123456, "EUR")),
        ("1\u2019234.50 CHF", Money(123450, "CHF")),
        ("USD 40", Money(4000, "USD")),
        ("¥12000", Money(12000, "JPY")),
        ("1234.567 KWD", Money(1234567, "KWD")),
    ],
)
def test_amounts_as_people_write_them(text, money):
    assert parse_money(text, "USD") == money


@pytest.mark.parametrize("text", ["abc", "-20", "1,2,3", "5 to 6", "", ",5", "3000-4000"])
def test_what_is_no_amount_says_so(text):
    with pytest.raises(Unreadable, match="is not an amount of money we can read"):
        parse_money(text, "USD")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kr 5000", "“kr 5000” does not say which currency; write it like 1234.56 EUR."),
        ("5k", "“5k” does not say which currency; write it like 1234.56 EUR."),
        ("1.234 KWD", "“1.234 KWD” could be thousands or decimals; write all its decimals."),
        ("1.2345", "“1.2345” has more decimals than USD knows."),
        ("9" * 20, f"“{'9' * 20}” is more money than any wedding costs: please check it."),
    ],
)
def test_a_doubt_about_money_is_said(text, reason):
    with pytest.raises(Unreadable) as refusal:
        parse_money(text, "USD")

    assert str(refusal.value) == reason


def test_a_sign_that_many_share_means_the_vendors_own_currency():
    assert parse_money("$100", "CAD").currency == "CAD"
    assert parse_money("kr 100", "SEK").currency == "SEK"
    assert parse_money("$100", "EUR").currency == "USD"


def test_a_currency_alone_is_a_code_or_a_sign():
    assert parse_currency(" eur ", "USD") == "EUR"
    assert parse_currency("£", "USD") == "GBP"
