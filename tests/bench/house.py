"""WedSync in the bench: one vendor, N couples who said yes to marketing, one launched campaign."""

from django.db import connections

from campaigns.broadcasts.launch import launch
from campaigns.models import Campaign, Recipient
from messaging.models import Message, ProviderAccount
from messaging.states import State
from personalization.models import Template, TemplateVersion, Variant
from tests.bench import letter
from tests.bench.arrived import await_all
from wedsync.celery import app
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant

__all__ = ["app", "run", "stage"]

# Every couple: a client, both partners, a wedding, and partner A's yes.
COUPLES = """
WITH couple AS MATERIALIZED (
  SELECT i, lpad(i::text, 6, '0') AS n, %(vendor)s::uuid AS vendor,
         uuidv7() AS client, uuidv7() AS first, uuidv7() AS second
  FROM generate_series(1, %(size)s) AS i
), clients AS (
  INSERT INTO weddings_client (id, vendor_id, name, source, external_id, tags)
  SELECT client, vendor, 'Lena & Marc Lind' || n, '', '', '{}' FROM couple
), people AS (
  INSERT INTO weddings_person (id, vendor_id, client_id, role, given_name, family_name, email,
                               phone, language, timezone)
  SELECT first, vendor, client, 'partner_a', 'Lena', 'Lind' || n,
         format('couple%%s@bench.example', n), '', '', '' FROM couple
  UNION ALL
  SELECT second, vendor, client, 'partner_b', 'Marc', 'Lind' || n, '', '', '', '' FROM couple
), weddings AS (
  INSERT INTO weddings_wedding (id, vendor_id, client_id, date, precision, life, venue_name,
                                venue_city, venue_country, timezone, guests, currency, style)
  SELECT uuidv7(), vendor, client, current_date + 40 + i %% 300, 'exact', 'booked', 'Fern Hall',
         'Portland', 'US', 'America/Los_Angeles', 60 + i %% 90, '', '' FROM couple
)
INSERT INTO messaging_consent (id, vendor_id, person_id, address, channel, purpose, granted, basis,
                               evidence)
SELECT uuidv7(), vendor, first, format('couple%%s@bench.example', n), 'email', 'marketing', true,
       'express', '{}' FROM couple
"""


def stage(size: int) -> None:
    with operator():
        vendor = Vendor.objects.create(slug="fern", **letter.VENDOR)
        _account(vendor)
        _campaign(vendor)
        with connections["default"].cursor() as cursor:
            cursor.execute(COUPLES, {"vendor": vendor.pk, "size": size})
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _account(vendor: Vendor) -> None:
    """Without a limit of its own: the sink takes all that comes.

    A bucket starts empty; this one has what it keeps for emergencies after 10 ms.
    """
    account = ProviderAccount(
        vendor=vendor, provider="resend", channel="email", per_minute=6_000_000, burst=5_000
    )
    account.seal({"api_key": "re_bench"})
    account.save(force_insert=True)


def _campaign(vendor: Vendor) -> None:
    version = publish(vendor).version
    Campaign.objects.create(vendor=vendor, name="Mornings", version=version)


def publish(vendor: Vendor) -> Variant:
    template = Template.objects.create(vendor=vendor, name="Mornings", purpose="marketing")
    version = TemplateVersion.objects.create(vendor=vendor, template=template, number=1)
    return Variant.objects.create(
        vendor=vendor,
        version=version,
        key="A",
        channel="email",
        language="en",
        subject=letter.DRAFT.subject,
        blocks=letter.DRAFT.blocks,
        compiled=letter.compiled(),
    )


def run(size: int) -> None:
    """Launch, then wait until the last message is stored as accepted."""
    reached = launch_all()
    await_all(size, under_way)
    with operator():
        accepted = Message.objects.filter(state=State.ACCEPTED).count()
    if not reached == accepted == size:
        raise SystemExit(f"WedSync: {accepted} of {size} were accepted, {reached} reached")


def launch_all() -> int:
    """How many people it reaches."""
    with operator():
        campaign = Campaign.objects.get()
    with tenant(campaign.vendor_id):
        return launch(campaign, actor="system:bench")


def under_way() -> bool:
    with operator():
        waiting = Recipient.objects.filter(message=None).exists()
        return waiting or Message.objects.exclude(state=State.ACCEPTED).exists()
