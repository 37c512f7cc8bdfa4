"""A few couples with everything in disorder: unknown, doubled, on the very edge of a bound."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from campaigns.models import Campaign, Recipient
from messaging.models import (
    Consent,
    DeliveryEvent,
    Device,
    Handed,
    Handover,
    Inbound,
    Message,
    Suppression,
    Thread,
)  # fmt: skip
from messaging.shift import shift
from messaging.states import State
from personalization.models import Template, TemplateVersion, Variant
from tests.campaigns.segments.trees import IDS, NAMES, NOW, TAGS, TODAY
from tests.factories import COMPILED
from wedsync.lib.ids import uuid7
from wedsync.weddings.models import Client, Life, Person, Precision, Role, Wedding, WeddingDay

CHANNELS = ("email", "sms", "whatsapp", "push", "in_app")
ADDRESSES = ("", "lena@example.com", "marc@example.com")
PHONES = ("", "+15035550101", "+15035550102")
GUESTS = (None, 0, 10, 11, 50, 51, 100, 150, 151, 299, 300)
BUDGETS = (None, 0, 2_039_999, 2_040_000, 2_720_000, 6_799_999, 6_800_000, 8_500_000)


@dataclass
class Village:
    """Rows of one vendor, made from a seed."""

    vendor: object
    random: Random
    clients: list = field(default_factory=list)
    people: list = field(default_factory=list)
    weddings: list = field(default_factory=list)
    variants: list = field(default_factory=list)
    campaigns: list = field(default_factory=list)
    messages: list = field(default_factory=list)

    def settle(self):
        self._couples()
        self._written()
        self._messages()
        self._signs()
        self._words()
        return self

    def one(self, *values):
        return self.random.choice(values)

    def lately(self, most=60):
        """Often to the very instant that so many days ago was."""
        back = dt.timedelta(days=self.random.randint(0, most))
        return NOW - back + dt.timedelta(seconds=self.one(-1, 0, 0, 1, 5000))

    def _couples(self):
        self.clients = [self._client(n) for n in range(4)]
        Client.objects.bulk_create(self.clients)
        self.people = [self._person() for _ in range(7)]
        Person.objects.bulk_create(self.people)
        self.weddings = [self._wedding() for _ in range(6)]
        Wedding.objects.bulk_create(self.weddings)
        WeddingDay.objects.bulk_create(self._days())
        Device.objects.bulk_create(self._row(Device, person=self.one(*self.people), platform="web",
            registration=str(n), gone_at=self.one(None, NOW)) for n in range(2))  # fmt: skip

    def _row(self, model, **given):
        return model(id=uuid7(), vendor=self.vendor, **given)

    def _client(self, n):
        return self._row(
            Client,
            name=f"{self.one('', 'Lena', 'lena & marc')}",
            source=self.one("", "csv", "CSV", "tave"),
            tags=self.random.sample(TAGS, self.random.randint(0, 2)),
            archived_at=self.one(None, None, None, NOW),
            created_at=self.lately(),
        )

    def _person(self):
        return self._row(
            Person,
            client=self.one(*self.clients),
            role=self.one(*Role.values),
            language=self.one("", "en", "en-GB", "pt"),
            email=self.one(*ADDRESSES),
            phone=self.one(*PHONES),
        )

    def _wedding(self):
        precision = self.one("exact", "exact", "exact", "month", "open")
        return self._row(
            Wedding,
            client=self.one(*self.clients),
            precision=precision,
            date=None if precision == Precision.OPEN else self._date(precision),
            life=self.one(*Life.values),
            venue_name=self.one("", *NAMES),
            venue_city=self.one("", *NAMES),
            venue_country=self.one("", "US", "GB", "PT"),
            guests=self.one(*GUESTS),
            budget=self.one(*BUDGETS),
            currency=self.one("", "USD", "GBP"),
            style=self.one("", "rustic", "Rustic barn"),
            created_at=self.lately(),
        )

    def _date(self, precision):
        far = self.one(0, 1, -1, 14, 30, 31, -30, 61, 92, 365, -365, self.random.randint(-400, 400))
        day = TODAY + dt.timedelta(days=far)
        return day.replace(day=1) if precision == Precision.MONTH else day

    def _days(self):
        for wedding in self.weddings:
            for far in {0, self.one(0, 1, -1, 3)} if self.one(True, False) else ():
                if wedding.date:
                    day = wedding.date + dt.timedelta(days=far)
                    yield self._row(WeddingDay, wedding=wedding, day=day)

    def _written(self):
        for pk in IDS:
            template = Template(id=pk, vendor=self.vendor, name=str(pk), purpose="helpful")
            template.save(force_insert=True)
            version = TemplateVersion(id=uuid7(), vendor=self.vendor, template=template, number=1)
            version.save(force_insert=True)
            self.variants.append(Variant(id=uuid7(), vendor=self.vendor, version=version, key="A",
                channel="email", language="en", compiled=COMPILED, blocks=[]))  # fmt: skip
            self.campaigns.append(Campaign(id=pk, vendor=self.vendor, name="x", version=version))
        Variant.objects.bulk_create(self.variants)
        Campaign.objects.bulk_create(self.campaigns)

    def _messages(self):
        self.messages = [
            self._row(
                Message,
                person=self.one(*self.people),
                variant=self.one(*self.variants),
                channel=self.one(*CHANNELS),
                purpose="helpful",
                priority=2,
                dedupe_key=f"village:{n}",
                not_before=NOW,
            )
            for n in range(10)
        ]
        Message.objects.bulk_create(self.messages)
        self._leave([message for message in self.messages if self.random.random() < 0.8])
        chosen = self.random.sample(self.messages, 5)
        Recipient.objects.bulk_create(
            self._row(Recipient, campaign=campaign, person=message.person, message=message)
            for message, campaign in zip(chosen, [*self.campaigns, self.campaigns[0]], strict=True)
            if campaign is not self.campaigns[0] or message is chosen[0]
        )

    def _leave(self, left):
        ids = [message.pk for message in left]
        for step in (State.CLAIMED, State.SENDING, State.SENT):
            shift(ids, step)
        bounced = [message.pk for message in left if self.random.random() < 0.1]
        shift(bounced, State.BOUNCED)
        handovers = [self._row(Handover, account=self.account, intent_at=self.lately(),
            outcome=self.one("accepted", "accepted", "deferred")) for _ in left]  # fmt: skip
        Handover.objects.bulk_create(handovers)
        Handed.objects.bulk_create(
            self._row(Handed, handover=handover, message=message, position=0, fence=1, address="x")
            for handover, message in zip(handovers, left, strict=True)
        )

    def _signs(self):
        DeliveryEvent.objects.bulk_create(
            self._row(
                DeliveryEvent,
                message=self.one(*self.messages),
                kind=self.one("opened", "clicked", "clicked", "delivered"),
                reader=self.one("human", "human", "machine", "unsure", ""),
                source="link",
                at=self.lately(),
            )
            for _ in range(10)
        )
        threads = [self._row(Thread, person=person) for person in self.people[:4]]
        Thread.objects.bulk_create(threads)
        Inbound.objects.bulk_create(
            self._row(
                Inbound,
                thread=self.one(None, *threads),
                answers=self.one(None, *self.messages),
                channel=self.one(*CHANNELS),
                word=self.one("", "", "stop"),
                event_key=str(n),
                at=self.lately(),
            )
            for n in range(5)
        )

    def _words(self):
        Consent.objects.bulk_create(
            self._row(
                Consent,
                person=self.one(*self.people),
                address=self.one(*ADDRESSES, *PHONES, str(self.people[0].pk)),
                channel=self.one("email", "email", "sms", "in_app"),
                purpose=self.one("marketing", "marketing", "helpful"),
                granted=self.one(True, True, False),
                basis="express",
                until=self.one(None, None, NOW, self.lately()),
            )
            for _ in range(14)
        )
        Suppression.objects.bulk_create(
            (
                self._row(Suppression, channel=channel, address=address, reason="bounced")
                for channel, address in {
                    (self.one("email", "sms"), self.one(*ADDRESSES, *PHONES)) for _ in range(2)
                }
            ),
        )
