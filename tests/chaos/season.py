"""Set the stage for a whole run: messages over every channel and provider, all due now.

Run as `python -m tests.chaos.season N`, with the house's environment.
"""

import datetime as dt
import sys

import django

# Of a hundred messages, so many by each: (provider, channel).
SHARES = {
    ("resend", "email"): 40,
    ("mailgun", "email"): 10,
    ("sendgrid", "email"): 6,
    ("smtp", "email"): 6,
    ("twilio", "sms"): 12,
    ("twilio", "whatsapp"): 8,
    ("fcm", "push"): 8,
    ("in_app", "in_app"): 10,
}
HELPFUL = 4  # each fourth message may be left to a person rather than said twice
# Quick enough that a run ends, slow enough that it is hit in the middle.
PER_MINUTE = {"resend": 3000, "in_app": 3000}
OTHERS = 900


def main(size: int) -> None:
    django.setup()
    from tests.factories import VendorFactory
    from wedsync.billing.install_prices import install_prices
    from wedsync.vendors.tenancy import operator

    with operator():
        install_prices()
    for (provider, channel), share in SHARES.items():
        vendor = VendorFactory(slug=f"{provider}-{channel}", timezone="UTC", **far_from_now())
        open_account(vendor, provider, channel)
        write(vendor, provider, channel, round(size * share / 100))


def far_from_now() -> dict[str, dt.time]:
    """Quiet for a minute, half a day away: the run isn't about quiet hours."""
    from django.utils.timezone import now

    start = now() + dt.timedelta(hours=12)
    return {"quiet_from": start.time(), "quiet_until": (start + dt.timedelta(minutes=1)).time()}


def open_account(vendor, provider: str, channel: str) -> None:
    from messaging.models import ProviderAccount
    from tests.chaos.credentials import credentials_of
    from wedsync.vendors.tenancy import operator

    pace = PER_MINUTE.get(provider, OTHERS)
    account = ProviderAccount(
        vendor=vendor, provider=provider, channel=channel, per_minute=pace, burst=25
    )
    account.seal(credentials_of(provider))
    with operator():
        account.save(force_insert=True)


def write(vendor, provider: str, channel: str, count: int) -> None:
    from django.utils.timezone import now

    from messaging.accept import Draft, accept
    from tests.factories import VariantFactory
    from wedsync.vendors.tenancy import tenant

    variant = VariantFactory(version__template__vendor=vendor, channel=channel)
    with tenant(vendor.pk):
        people = couples(vendor, provider, channel, count)
        drafts = [
            Draft(
                person_id=person.pk,
                wedding_id=person.wedding.pk,
                variant_id=variant.pk,
                channel=channel,
                purpose=purpose_of(channel, n),
                dedupe_key=f"chaos:{channel}:{person.pk}",
                not_before=now(),
            )
            for n, person in enumerate(people)
        ]
        accept(vendor.pk, drafts, now())


def purpose_of(channel: str, n: int):
    """Texts that may sell are held by the hours of the law: these are all contractual."""
    from messaging.policy.facts import Purpose

    texting = channel in {"sms", "whatsapp"}
    return Purpose.HELPFUL if n % HELPFUL == 0 and not texting else Purpose.CONTRACTUAL


def couples(vendor, provider: str, channel: str, count: int) -> list:
    from django.utils.timezone import now

    from messaging.models import Device, Inbound
    from wedsync.weddings.models import Client, Person, Wedding

    far = now().date().replace(year=now().year + 2, day=1)
    prefix = "1646" if channel == "sms" else "1917"
    clients = Client.objects.bulk_create(
        Client(vendor=vendor, name=f"Couple {n}") for n in range(count)
    )
    people = Person.objects.bulk_create(
        Person(
            vendor=vendor,
            client=one,
            given_name="Lena",
            timezone="UTC",
            email=f"couple{n}@{provider}.example.com",
            phone=f"+{prefix}{2_000_000 + n}",
        )
        for n, one in enumerate(clients)
    )
    weddings = Wedding.objects.bulk_create(
        Wedding(vendor=vendor, client=one, date=far, venue_name="Fern Hall") for one in clients
    )
    for person, wedding in zip(people, weddings, strict=True):
        person.wedding = wedding
    if channel == "push":
        Device.objects.bulk_create(
            Device(vendor=vendor, person=one, registration=f"device-{one.pk}", platform="web")
            for one in people
        )
    if channel == "whatsapp":  # they wrote just now: free words reach them
        Inbound.objects.bulk_create(
            Inbound(
                vendor=vendor,
                channel=channel,
                address=one.phone,
                text="Hello",
                event_key=f"hello:{one.pk}",
                at=now(),
            )
            for one in people
        )
    return people


if __name__ == "__main__":
    main(int(sys.argv[1]))
