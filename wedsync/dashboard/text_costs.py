"""What a text message costs: each, by the country it goes to, and for everybody it is meant for."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

from campaigns.models import Segment
from campaigns.segments.audience import Audience, people
from campaigns.segments.parse import parse
from campaigns.segments.registry import kinds
from campaigns.segments.scope_of import scope_of
from messaging.estimate import price_book
from wedsync.billing.money import Money, format_money, format_price
from wedsync.billing.pricing import country_of
from wedsync.vendors.models import Vendor

MOST = 5000  # people who are counted
KEPT = 120  # seconds: somebody types, and the audience stays
NUMBERS = "texting:{vendor}:{audience}"
Numbers = dict[str, int]  # how many, by the country of their number


@dataclass(frozen=True)
class Price:
    country: str
    people: int
    each: str


@dataclass(frozen=True)
class Costs:
    """`whole` are sums by currency; `unpriced` people live where no list knows a price.

    Where nobody has a number, `prices` has that of the vendor's own country.
    """

    prices: Sequence[Price]
    whole: Sequence[str]
    people: int
    unpriced: int


def costs_of(vendor: Vendor, count: int, audience: UUID | None, now: dt.datetime) -> Costs:
    """Of so many segments, for everybody of the audience who has a number."""
    book = price_book(vendor, ["sms"], now)
    numbers = _numbers(vendor, audience, now)
    found = [
        (land, many, book.cost_in("sms", land, count))
        for land, many in (numbers or {vendor.country: 0}).items()
    ]
    sums: Counter[str] = Counter()
    for _, many, money in found:
        if money and many:
            sums[money.currency] += money.micros * many
    return Costs(
        prices=[Price(land, many, format_price(money)) for land, many, money in found if money],
        whole=[format_money(Money(micros, currency)) for currency, micros in sums.items()],
        people=sum(many for _, many, _ in found),
        unpriced=sum(many for _, many, money in found if money is None),
    )


def _numbers(vendor: Vendor, audience: UUID | None, now: dt.datetime) -> Numbers:
    key = NUMBERS.format(vendor=vendor.pk, audience=audience or "")
    found: Numbers | None = cache.get(key)
    if found is None:
        found = _counted(vendor, audience, now)
        cache.set(key, found, KEPT)
    return found


def _counted(vendor: Vendor, audience: UUID | None, now: dt.datetime) -> Numbers:
    meant = people(_meant(vendor, audience), scope_of(vendor, now)).filter(vendor=vendor)
    phones = meant.exclude(phone="").values_list("phone", flat=True)[:MOST]
    return dict(sorted(Counter(map(country_of, phones)).items()))


def _meant(vendor: Vendor, audience: UUID | None) -> Audience:
    """Of a saved audience; without one, of everybody who is booked."""
    if audience is None or not Segment.objects.filter(vendor=vendor, pk=audience).exists():
        return Audience()
    return Audience(tree=parse([{"segment": str(audience)}], kinds()))
