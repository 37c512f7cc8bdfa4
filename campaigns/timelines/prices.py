"""What a plan would cost: the price of its first channel for everybody it is for, by the lists.

An estimate: a text counts as one segment, and a channel that is only a way out isn't counted.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from campaigns.timeline import Planned, Stand, Step
from campaigns.timelines.addressed import ROLES
from campaigns.timelines.case import Case
from messaging.route import accounts_for
from wedsync.billing.money import Money
from wedsync.billing.price_list import price_list
from wedsync.billing.pricing import ANY, Price, country_of, estimate, price_of
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Person, Wedding

TEXTING = frozenset({"sms", "whatsapp"})
Plans = Iterable[tuple[Case, Sequence[Planned]]]


@dataclass(frozen=True)
class Channel:
    """The provider who would carry it, and the prices in force."""

    provider: str
    prices: Sequence[Price]


@dataclass(frozen=True)
class Tariff:
    """What steps cost for one wedding on a day; `channels` by key."""

    people: Sequence[Person]
    channels: Mapping[str, Channel]
    day: dt.date

    def change(self, before: Plans, after: Plans) -> tuple[Money, ...]:
        """What the one costs more than the other, by currency; nothing where it is the same."""
        total = Counter(self._sum(after))
        total.subtract(self._sum(before))
        return tuple(
            Money(micros, currency) for currency, micros in sorted(total.items()) if micros
        )

    def _sum(self, plans: Plans) -> Counter[str]:
        total: Counter[str] = Counter()
        for case, lines in plans:
            steps = {step.key: step for step in case.timeline.steps}
            for line in lines:
                if line.stand is Stand.PLANNED:
                    total.update(self._step(steps[line.slot.key]))
        return total

    def _step(self, step: Step) -> Counter[str]:
        total: Counter[str] = Counter()
        for person in self.people:
            price = self._price(step, person) if person.role in ROLES.get(step.role, ()) else None
            if price is not None:
                total[price.currency] += estimate(price).micros
        return total

    def _price(self, step: Step, person: Person) -> Price | None:
        way = step.channels[0]
        channel = self.channels[way]
        country = country_of(person.phone) if way in TEXTING else ""
        return price_of(channel.prices, way, channel.provider, country, self.day)


def tariff(wedding: Wedding, cases: Iterable[Case], now: dt.datetime) -> Tariff:
    """Two queries for each channel that the timelines use."""
    vendor = Vendor.objects.get(pk=wedding.vendor_id)
    day = local_day(now, ZoneInfo(vendor.timezone))
    ways = {step.channels[0] for case in cases for step in case.timeline.steps}
    people = list(Person.objects.filter(vendor=vendor, client=wedding.client_id))
    return Tariff(people, {way: _channel(vendor, way, day) for way in ways}, day)


def _channel(vendor: Vendor, way: str, day: dt.date) -> Channel:
    accounts = accounts_for(way)
    provider = accounts[0].provider if accounts else ANY
    return Channel(provider, price_list(vendor.pk, way, day))
