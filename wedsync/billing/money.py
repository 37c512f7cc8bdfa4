"""Amounts of money as whole micro-units (millionths of the currency's unit), never as floats. Pure.

Providers' prices have four or five decimals, so that cents would be too coarse. Micro-units are
added up as they are; rounding to minor units (cents, yen, fils) happens once, when a sum is shown
or invoiced: half up, the same for what is owed and what is given back.
"""

import re
from copy import copy
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberPattern

DECIMALS = 6
LARGEST = 10**18  # micro-units: what a bigint of the database holds, with room for sums

# A code, unlike a sign, does not stick to its number.
CODE_BEFORE_NUMBER = re.compile(r"(?<=[A-Z]{3})(?=\d)")

# ISO 4217, active codes, by the decimals of their minor unit.
_CURRENCIES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    2: """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
    PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
    TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG
    """,
    3: "BHD IQD JOD KWD LYD OMR TND",
}
EXPONENTS = {code: exponent for exponent, codes in _CURRENCIES.items() for code in codes.split()}


class NotMoney(ValueError):
    """Neither an amount nor a currency we know; the message says which."""


@dataclass(frozen=True)
class Money:
    """`micros` millionths of a unit of `currency`. Raises NotMoney for an unknown currency."""

    micros: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in EXPONENTS:
            raise NotMoney(f"“{self.currency}” is not a currency we know; write it like EUR.")

    @property
    def minor(self) -> int:
        """In minor units, half up."""
        unit = micros_per_minor(self.currency)
        size = (2 * abs(self.micros) + unit) // (2 * unit)
        return size if self.micros >= 0 else -size


def micros_per_minor(currency: str) -> int:
    """One cent is 10,000 micro-units, one yen a million, one fils 1,000."""
    return int(10 ** (DECIMALS - EXPONENTS[currency]))


def from_minor(minor: int, currency: str) -> Money:
    """Exact, and back again: `from_minor(n, c).minor == n`. Raises NotMoney."""
    return Money(Money(minor, currency).micros * micros_per_minor(currency), currency)


def from_text(text: str, currency: str) -> Money:
    """From a number with a decimal point, `0.0083`. Raises NotMoney, also for finer ones."""
    try:
        micros = Decimal(text).scaleb(DECIMALS)
    except ArithmeticError:
        raise NotMoney(f"“{text}” is not an amount; write it like 0.0083.") from None
    if not micros.is_finite() or abs(micros) > LARGEST or micros != int(micros):
        raise NotMoney(f"“{text}” is too large or too fine an amount.")
    return Money(int(micros), currency)


def format_money(money: Money, locale: str = "en_US") -> str:
    """A sum as people write it, rounded to minor units: `$12.35`, `¥1,200`, `KWD 1.250`."""
    exponent = EXPONENTS[money.currency]
    amount = Decimal(money.minor).scaleb(-exponent)
    return _format(amount, money.currency, locale, (exponent, exponent))


def format_price(money: Money, locale: str = "en_US") -> str:
    """A unit price with every decimal it has: `$0.0083`, but `$2.00`."""
    amount = Decimal(money.micros).scaleb(-DECIMALS)
    return _format(amount, money.currency, locale, (EXPONENTS[money.currency], DECIMALS))


def _format(amount: Decimal, currency: str, locale: str, decimals: tuple[int, int]) -> str:
    """Decimals by ISO 4217: the ones of the locale data are those of coins in use."""
    known = _locale(locale)
    pattern: NumberPattern = copy(known.currency_formats["standard"])
    pattern.frac_prec = decimals
    text = pattern.apply(amount, known, currency=currency, currency_digits=False)
    return CODE_BEFORE_NUMBER.sub("\xa0", text)


def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale("en", "US")
