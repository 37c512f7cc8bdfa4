"""Write the sample season into an empty house; a house that has it stays as it is."""

import base64
import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.timezone import now as current_time

from campaigns.timelines.enroll import enroll
from campaigns.timelines.from_library import start_from_library
from campaigns.timelines.publish import publish
from messaging.models import Consent, ProviderAccount
from messaging.providers.webpush_keys import new_keys
from messaging.registrations import WEB_PUSH
from personalization.adopt import adopt
from personalization.copy.set_policy import set_policy
from personalization.copy.want import want_copies
from personalization.install_library import install_library
from personalization.models import Template
from wedsync.billing.install_prices import install_prices
from wedsync.demo.notify import seed_browser
from wedsync.demo.season import STUDIOS, Couple, Studio, season
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Membership, Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client, Person, Wedding

PASSWORD = "demo demo demo"  # noqa: S105 -- of the sample house, printed by `make demo`
OPERATOR = "operator@wedsync.example"
SANDBOX_SECRET = "whsec_" + base64.b64encode(b"wedsync-sandbox-resend-secret-32").decode()
WORDED = "Thank you"  # the template that has AI copy
COPIED = (
    "balance_reminder", "questionnaire", "review_request", "save_the_date", "thank_you", "timeline",
    "week_of",
)  # fmt: skip
ROLES = ("partner_a", "partner_b")
ACTOR = "system:seed"
AHEAD = dt.timedelta(days=270)


def seed(today: dt.date) -> int:
    """Return how many weddings were written (0: everything was there)."""
    seed_operator()
    install_library()
    install_prices()
    with operator():
        seed_account()
        missing = [s for s in STUDIOS if not Vendor.objects.filter(slug=s.slug).exists()]
        vendors = [(_vendor(studio), studio) for studio in missing]
    return sum(seed_studio(vendor, studio, today) for vendor, studio in vendors)


def seed_templates(vendor: Vendor) -> None:
    """The vendor's own copies of what is written for its trade, and of a few for everybody."""
    library = Template.objects.in_use().filter(vendor=None)
    for template in library.filter(Q(kinds__contains=[vendor.kind]) | Q(key__in=COPIED)):
        adopt(template, vendor, actor=ACTOR)


def seed_studio(vendor: Vendor, studio: Studio, today: dt.date) -> int:
    couples = list(season(studio, today))
    with tenant(vendor.pk):
        clients = Client.objects.bulk_create(_client(vendor, couple) for couple in couples)
        people = Person.objects.bulk_create(
            person
            for client, couple in zip(clients, couples, strict=True)
            for person in _people(client, couple)
        )
        Wedding.objects.bulk_create(
            _wedding(client, couple, studio)
            for client, couple in zip(clients, couples, strict=True)
        )
        Consent.objects.bulk_create(_consents(people, couples))
        if studio is STUDIOS[0]:
            seed_browser(people[0])
        seed_templates(vendor)
        seed_copy(vendor)
        seed_timeline(vendor, today)
    return len(couples)


def seed_timeline(vendor: Vendor, today: dt.date) -> None:
    """Its trade's whole season, with those inside for whom nothing of it is late yet."""
    now = current_time()
    timeline = start_from_library(vendor, actor=ACTOR)
    publish(timeline, now, actor=ACTOR)
    coming = Wedding.objects.filter(life="booked", precision="exact", date__gt=today + AHEAD)
    enroll(
        timeline, list(coming.order_by("date", "pk").values_list("pk", flat=True)), now, actor=ACTOR
    )


def seed_copy(vendor: Vendor) -> None:
    """One template that the sandbox's model words anew, for the vendor to read."""
    template = Template.objects.filter(vendor=vendor, name=WORDED).first()
    if template is None or not settings.AI_WRITER:
        return
    set_policy(template, policy="each", tone="warm", actor=ACTOR)
    template.refresh_from_db()
    want_copies(template, actor=ACTOR, now=current_time(), stage="post_wedding")


def seed_operator() -> None:
    user, created = get_user_model().objects.get_or_create(
        username=OPERATOR, defaults={"email": OPERATOR, "is_staff": True, "is_superuser": True}
    )
    if created:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])


TWILIO = {
    "account_sid": "AC" + "0" * 32,
    "auth_token": "wedsync-sandbox-twilio-token-032",  # the sandbox's, public on purpose
    "from": "+15005550006",
}
ACCOUNTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("resend", "email", {"api_key": "re_sandbox", "webhook_secret": SANDBOX_SECRET}),
    ("twilio", "sms", TWILIO),
    ("twilio", "whatsapp", TWILIO),
    ("in_app", "in_app", {}),
    ("webpush", "push", {}),  # makes its own
)


def seed_account() -> None:
    """The platform's accounts at the sandbox, faster than a real one's first day."""
    for provider, channel, credentials in ACCOUNTS:
        if not ProviderAccount.objects.filter(vendor=None, channel=channel).exists():
            account = ProviderAccount(
                provider=provider, channel=channel, per_minute=3000, burst=100
            )
            account.seal(credentials if provider != WEB_PUSH else new_keys())
            account.save(force_insert=True)


def _vendor(studio: Studio) -> Vendor:
    vendor = Vendor.objects.create(
        slug=studio.slug,
        name=studio.name,
        kind=studio.kind,
        city=studio.city,
        country=studio.country,
        currency=studio.currency,
        timezone=studio.timezone,
        locale=studio.locale,
        postal_address=studio.address,
        accent=studio.accent,
        sender_name=studio.name,
        sender_email=f"hello@{studio.slug}.example",
        signature=f"Warmly,\n{studio.name}",
        website=f"https://{studio.slug}.example",
    )
    user = get_user_model().objects.create_user(studio.owner, studio.owner, PASSWORD)
    Membership.objects.create(vendor=vendor, user=user, role="owner")
    return vendor


def _client(vendor: Vendor, couple: Couple) -> Client:
    names = " & ".join(given for given, _ in couple.partners)
    return Client(
        id=uuid7(),
        vendor=vendor,
        name=names,
        source="sample",
        external_id=couple.key,
        tags=list(couple.tags),
    )


def _people(client: Client, couple: Couple) -> list[Person]:
    return [
        Person(
            id=uuid7(),
            vendor_id=client.vendor_id,
            client=client,
            role=role,
            given_name=given,
            family_name=family,
            email=email,
        )
        for role, (given, family), email in zip(ROLES, couple.partners, couple.emails, strict=True)
    ]


def _wedding(client: Client, couple: Couple, studio: Studio) -> Wedding:
    return Wedding(
        id=uuid7(),
        vendor_id=client.vendor_id,
        client=client,
        date=couple.date,
        precision="exact" if couple.date else "open",
        life=couple.life,
        venue_name=couple.venue,
        venue_city=couple.city,
        venue_country=studio.country,
        timezone=studio.timezone,
        guests=couple.guests,
        currency=studio.currency,
        style=couple.style,
    )


def _consents(people: Sequence[Person], couples: Sequence[Couple]) -> list[Consent]:
    answers = [couple.consent for couple in couples for _ in couple.partners]
    return [
        Consent(
            id=uuid7(),
            vendor_id=person.vendor_id,
            person=person,
            address=person.email,
            channel="email",
            purpose="marketing",
            granted=answer,
            basis="express",
            evidence={"form": "sample season"},
        )
        for person, answer in zip(people, answers, strict=True)
        if answer is not None
    ]
