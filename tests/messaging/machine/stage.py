"""Where the machine plays: one vendor, two accounts, a price, and four people who said yes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from messaging.models import Consent, ProviderAccount, Suppression
from messaging.policy.facts import Purpose
from personalization.compile import compile_draft
from personalization.draft import Draft
from personalization.models import Variant
from tests.factories import AccountFactory, PersonFactory, VariantFactory, VendorFactory
from wedsync.billing.models import Price
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Person

PEOPLE = 4
PRICE = 1_000
LETTER = Draft(
    subject="One question", blocks=[{"type": "text", "text": "Hi {{ person.first_name }}!"}]
)
COMPILED = compile_draft(LETTER, purpose="helpful")


@dataclass(frozen=True)
class Stage:
    vendor: Vendor
    people: list[Person]
    variant: Variant
    accounts: dict[str, ProviderAccount]

    def say(self, person: Person, purposes: Iterable[Purpose], *, granted: bool) -> None:
        Consent.objects.bulk_create(
            Consent(
                vendor=self.vendor,
                person=person,
                address=person.email,
                channel="email",
                purpose=purpose.value,
                granted=granted,
                basis="express",
            )
            for purpose in purposes
        )

    def suppress(self, person: Person) -> None:
        Suppression.objects.get_or_create(
            vendor=self.vendor,
            channel="email",
            address=person.email,
            defaults={"reason": "manual"},
        )


def set_stage() -> Stage:
    vendor = VendorFactory(cap_messages=1000)
    people = PersonFactory.create_batch(PEOPLE, client__vendor=vendor)
    with operator():
        Price.objects.create(
            channel="email", micros=PRICE, currency="USD", from_day=dt.date(2020, 1, 1)
        )
    stage = Stage(
        vendor=vendor,
        people=people,
        variant=VariantFactory(version__template__vendor=vendor, compiled=COMPILED),
        accounts={
            "keyed": AccountFactory(vendor=vendor, provider="keyed"),
            "keyless": AccountFactory(vendor=vendor, provider="keyless"),
        },
    )
    with operator():
        for person in people:
            stage.say(person, [Purpose.MARKETING], granted=True)
    return stage
