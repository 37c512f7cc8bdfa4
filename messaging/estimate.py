"""What a message to somebody will cost before it is written, by the price of its carrier."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from messaging.policy.facts import TEXTS
from messaging.route import accounts_for
from wedsync.billing.money import Money
from wedsync.billing.price_list import price_list
from wedsync.billing.pricing import ANY, Price, country_of, estimate, price_of
from wedsync.vendors.models import Vendor


@dataclass(frozen=True)
class PriceBook:
    """By channel: the prices that may count, and the provider that is asked first."""

    day: dt.date
    prices: Mapping[str, Sequence[Price]]
    providers: Mapping[str, str]

    def cost(self, channel: str, phone: str, segments: int = 1) -> Money | None:
        """None where no list knows a price."""
        country = country_of(phone) if channel in TEXTS else ""
        return self.cost_in(channel, country, segments)

    def cost_in(self, channel: str, country: str, segments: int = 1) -> Money | None:
        """To somebody whose number is at home there."""
        provider = self.providers.get(channel, ANY)
        price = price_of(self.prices.get(channel, ()), channel, provider, country, self.day)
        return None if price is None else estimate(price, segments if channel in TEXTS else 1)


def price_book(vendor: Vendor, channels: Collection[str], now: dt.datetime) -> PriceBook:
    """Of the current tenant; two queries a channel."""
    day = now.astimezone(ZoneInfo(vendor.timezone)).date()
    accounts = {channel: accounts_for(channel) for channel in channels}
    return PriceBook(
        day,
        {channel: price_list(vendor.pk, channel, day) for channel in channels},
        {channel: found[0].provider for channel, found in accounts.items() if found},
    )
