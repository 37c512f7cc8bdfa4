"""Reads amounts of money as integers in minor units, with any country's separators. Pure."""

import re
from dataclasses import dataclass

from crm_connectors.records import Unreadable
from wedsync.billing.money import EXPONENTS
from wedsync.lib.worded import worded

# A sign several countries share means the vendor's own currency when that is one of them.
SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "S$": "SGD",
    "HK$": "HKD", "MX$": "MXN", "R$": "BRL", "€": "EUR", "£": "GBP EGP GIP FKP SHP",
    "$": "USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD UYU BBD BSD BMD BZD FJD JMD NAD TTD XCD KYD",
    "¥": "JPY CNY", "￥": "JPY CNY", "₹": "INR", "RS": "INR PKR LKR NPR MUR", "₩": "KRW",
    "₪": "ILS", "₱": "PHP", "₫": "VND", "₴": "UAH", "₺": "TRY", "₦": "NGN", "฿": "THB", "ZŁ": "PLN",
    "KČ": "CZK", "FT": "HUF", "LEI": "RON", "FR": "CHF", "FR.": "CHF", "KD": "KWD", "R": "ZAR",
    "KR": " SEK NOK DKK ISK", "KR.": " DKK SEK NOK ISK",
}  # fmt: skip
AMOUNT = re.compile(r"([^\d.,'\u2019-]*)([\d][\d.,'\u2019 ]*)([^\d.,'\u2019-]*)")
LARGEST = 10**14


@dataclass(frozen=True)
class Money:
    minor: int
    currency: str


def parse_money(text: str, currency: str) -> Money:
    """`currency` is meant where the text names none. Raises Unreadable."""
    flat = " ".join(text.split()).replace(" ", " ")
    match = AMOUNT.fullmatch(flat)
    if not match:
        raise Unreadable(
            worded(
                "“{text}” is not an amount of money we can read; write it like 1234.56.", text=text
            )
        )
    unit = _currency((match[1] + match[3]).strip().upper(), currency, text)
    return Money(_minor(match[2].strip(), EXPONENTS.get(unit, 2), unit, text), unit)


def parse_currency(text: str, currency: str) -> str:
    """A code or a sign alone. Raises Unreadable."""
    return _currency(text.strip().upper(), currency, text)


def _currency(sign: str, own: str, text: str) -> str:
    if not sign or sign == own:
        return own
    if sign in EXPONENTS:
        return sign
    shared = SIGNS.get(sign.replace(" ", ""), "").split(" ")
    if own in shared:
        return own
    if not shared[0]:
        raise Unreadable(
            worded("“{text}” does not say which currency; write it like 1234.56 EUR.", text=text)
        )
    return shared[0]


def _minor(digits: str, exponent: int, unit: str, text: str) -> int:
    whole, fraction = _split(digits, exponent, text)
    if len(fraction.rstrip("0")) > exponent:
        raise Unreadable(
            worded("“{text}” has more decimals than {unit} knows.", text=text, unit=unit)
        )
    minor = int(whole + fraction[:exponent].ljust(exponent, "0"))
    if minor > LARGEST:
        raise Unreadable(
            worded("“{text}” is more money than any wedding costs: please check it.", text=text)
        )
    return minor


def _split(digits: str, exponent: int, text: str) -> tuple[str, str]:
    """The digits before and after the decimal sign, whichever sign that is."""
    marks = [mark for mark in digits if not mark.isdigit()]
    last = marks[-1] if marks else ""
    head, _, tail = digits.rpartition(last) if last else (digits, "", "")
    if last and (
        marks.count(last) > 1 or last in "'\u2019 " or _groups(head, tail, marks, exponent, text)
    ):
        head, tail = digits, ""
    groups = re.split(r"[^\d]", head)
    if any(len(group) != 3 for group in groups[1:]) or not groups[0]:  # noqa: PLR2004 -- thousands
        raise Unreadable(
            worded(
                "“{text}” is not an amount of money we can read; write it like 1234.56.", text=text
            )
        )
    return "".join(groups), tail


def _groups(head: str, tail: str, marks: list[str], exponent: int, text: str) -> bool:
    """Whether a lone mark before three digits parts thousands: `1,234`, but not `0.500`."""
    if len(marks) > 1 or len(tail) != 3 or head == "0" or len(head) > 3:  # noqa: PLR2004 -- thousands
        return False
    if exponent == 3:  # noqa: PLR2004 -- Kuwait counts thousandths
        raise Unreadable(
            worded("“{text}” could be thousands or decimals; write all its decimals.", text=text)
        )
    return True
