"""Rows for tests. Factories write as operator, so they set the stage for any tenant."""

import datetime as dt

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from wedsync.vendors.models import Membership, Vendor
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Person, Wedding, WeddingDay

SUMMER = dt.date(2027, 6, 19)


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
