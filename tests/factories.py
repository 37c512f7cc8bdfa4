"""Rows for tests. Factories write as operator, so they set the stage for any tenant."""

import base64
import datetime as dt
from copy import deepcopy

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from campaigns.models import Campaign, Segment
from messaging.models import Message, ProviderAccount
from personalization.compile import compile_draft
from personalization.draft import Draft
from personalization.models import Template, TemplateVersion, Variant
from wedsync.sandbox.config import MAILGUN_SIGNING_KEY, SENDGRID_PUBLIC_KEY
from wedsync.vendors.models import Membership, Vendor
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Person, Wedding, WeddingDay

SUMMER = dt.date(2027, 6, 19)
WEBHOOK_SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two bytes....").decode()


class Staged(DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with operator():
            return super()._create(model_class, *args, **kwargs)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.com")
    password = factory.django.Password("correct horse battery")


class VendorFactory(Staged):
    class Meta:
        model = Vendor

    name = factory.Sequence(lambda n: f"Studio {n}")
    slug = factory.Sequence(lambda n: f"studio-{n}")
    timezone = "America/Los_Angeles"
    sender_name = factory.SelfAttribute("name")
    sender_email = factory.LazyAttribute(lambda vendor: f"hello@{vendor.slug}.example.com")
    postal_address = "12 Fern Street, Portland, OR 97205"


class MembershipFactory(Staged):
    class Meta:
        model = Membership

    vendor = factory.SubFactory(VendorFactory)
    user = factory.SubFactory(UserFactory)
    role = "owner"


class ClientFactory(Staged):
    class Meta:
        model = Client

    vendor = factory.SubFactory(VendorFactory)
    name = factory.Sequence(lambda n: f"Lena & Marc {n}")


class PersonFactory(Staged):
    class Meta:
        model = Person

    client = factory.SubFactory(ClientFactory)
    vendor = factory.SelfAttribute("client.vendor")
    given_name = "Lena"
    family_name = "Ortiz"
    email = factory.Sequence(lambda n: f"lena{n}@example.com")


class WeddingFactory(Staged):
    class Meta:
        model = Wedding

    client = factory.SubFactory(ClientFactory)
    vendor = factory.SelfAttribute("client.vendor")
    date = SUMMER
    venue_name = "Fern Hall"
    venue_city = "Portland"
    timezone = "America/Los_Angeles"


class WeddingDayFactory(Staged):
    class Meta:
        model = WeddingDay

    wedding = factory.SubFactory(WeddingFactory)
    vendor = factory.SelfAttribute("wedding.vendor")
    day = factory.SelfAttribute("wedding.date")


LETTER = Draft(
    subject="{{ couple.names }}, one question",
    blocks=[
        {"type": "text", "text": "Hi {{ person.first_name }}, how is {{ wedding.venue }}?"},
        {"type": "button", "label": "Answer", "url": "https://fern.example/answer"},
    ],
)
COMPILED = compile_draft(LETTER, purpose="helpful")


class TemplateFactory(Staged):
    class Meta:
        model = Template

    vendor = factory.SubFactory(VendorFactory)
    name = factory.Sequence(lambda n: f"Questionnaire {n}")
    purpose = "helpful"


class VersionFactory(Staged):
    class Meta:
        model = TemplateVersion

    template = factory.SubFactory(TemplateFactory)
    vendor = factory.SelfAttribute("template.vendor")
    number = 1


class VariantFactory(Staged):
    class Meta:
        model = Variant

    version = factory.SubFactory(VersionFactory)
    vendor = factory.SelfAttribute("version.vendor")
    key = "A"
    channel = "email"
    language = "en"
    subject = LETTER.subject
    blocks = LETTER.blocks
    compiled = factory.LazyFunction(lambda: deepcopy(COMPILED))


CREDENTIALS = {
    "resend": {"api_key": "re_test", "webhook_secret": WEBHOOK_SECRET},
    "mailgun": {"api_key": "key", "domain": "mg.example.com", "signing_key": MAILGUN_SIGNING_KEY},
    "sendgrid": {"api_key": "SG.test", "public_key": SENDGRID_PUBLIC_KEY},
    "smtp": {"host": "127.0.0.1", "user": "vera", "password": "secret"},
}


class AccountFactory(Staged):
    """The platform's account at Resend, quick enough for tests."""

    class Meta:
        model = ProviderAccount

    provider = "resend"
    channel = "email"
    per_minute = 6_000_000
    burst = 10_000

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        account = model_class(**kwargs)
        account.seal(CREDENTIALS.get(account.provider, CREDENTIALS["resend"]))
        with operator():
            account.save(force_insert=True)
        return account


class MessageFactory(Staged):
    class Meta:
        model = Message

    person = factory.SubFactory(PersonFactory)
    vendor = factory.SelfAttribute("person.vendor")
    wedding = factory.LazyAttribute(lambda message: WeddingFactory(client=message.person.client))
    variant = factory.LazyAttribute(
        lambda message: VariantFactory(version__template__vendor=message.person.vendor)
    )
    channel = "email"
    purpose = "helpful"
    priority = 2
    dedupe_key = factory.Sequence(lambda n: f"test:{n}")
    state = "queued"
    not_before = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


LAUNCHED = dict.fromkeys(
    ["running", "paused", "finished", "cancelled"], dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
)


class CampaignFactory(Staged):
    class Meta:
        model = Campaign

    vendor = factory.SubFactory(VendorFactory)
    name = factory.Sequence(lambda n: f"Autumn sessions {n}")
    purpose = "helpful"
    state = "draft"
    launched_at = factory.LazyAttribute(lambda campaign: LAUNCHED.get(campaign.state))
    version = factory.LazyAttribute(
        lambda campaign: VariantFactory(version__template__vendor=campaign.vendor).version
    )


class SegmentFactory(Staged):
    class Meta:
        model = Segment

    vendor = factory.SubFactory(VendorFactory)
    name = factory.Sequence(lambda n: f"Summer weddings {n}")
