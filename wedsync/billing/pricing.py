"""What a message will cost by dated price lists: the most specific row, then the newest. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from wedsync.billing.money import Money

ANY = "*"
MILLION = 1_000_000


class Unit(StrEnum):
    MESSAGE = "message"
    SEGMENT = "segment"  # of an SMS: 160 or 70 characters, a little less once there are several
    MILLION_TOKENS = "million tokens"  # of a language model, which are the "ai" channel


@dataclass(frozen=True)
class Price:
    """One row of a list, in force from its day on. `provider` and `country` may be ANY.

    `country` is where the message goes (ISO 3166-1 alpha-2); `negotiated` prices are the vendor's
    own and come before everybody's. Of a million tokens `provider` is the model, `micros` is for
    those it reads and `micros_out` for those it writes.
    """

    channel: str
    provider: str
    country: str
    unit: Unit
    micros: int
    currency: str
    from_day: dt.date
    source: str = ""
    negotiated: bool = False
    micros_out: int = 0


def price_of(
    prices: Iterable[Price], channel: str, provider: str, country: str, day: dt.date
) -> Price | None:
    """The row that counts on that day, or None where no list knows an answer."""
    fitting = (
        price
        for price in prices
        if price.channel == channel
        and price.provider in {provider, ANY}
        and price.country in {country, ANY}
        and price.from_day <= day
    )
    return max(fitting, key=_precedence, default=None)


def _precedence(price: Price) -> tuple[bool, bool, bool, dt.date]:
    return price.negotiated, price.provider != ANY, price.country != ANY, price.from_day


def estimate(price: Price, segments: int = 1) -> Money:
    """What one message of so many segments costs by this price."""
    units = segments if price.unit is Unit.SEGMENT else 1
    return Money(price.micros * units, price.currency)


def tokens_cost(price: Price, read: int, written: int) -> Money:
    """What a model's tokens cost by this price, rounded up to a micro-unit."""
    millionths = price.micros * read + price.micros_out * written
    return Money(-(-millionths // MILLION), price.currency)


def country_of(phone: str) -> str:
    """Where an E.164 number is at home; blank for one that is nowhere, or is no number."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(phone, None))
    except phonenumbers.NumberParseException:
        return ""
    return region if region and region.isalpha() else ""
