"""A library template's wordings are compared over all vendors, or not at all."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from personalization.adopt import adopt
from personalization.models import Template, Variant
from personalization.publish import publish
from tests.factories import UserFactory, VendorFactory
from tests.personalization.drafts import DRAFT
from wedsync.analytics.library_pool import MOST, Wording
from wedsync.analytics.library_results import results_of
from wedsync.analytics.models import DailyFigures
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 6, 19)
A = Wording("A", "email", "en")


@pytest.fixture
def library():
    with operator():
        made = Template.objects.create(name="Welcome", key="welcome", vendor=None)
        publish(made, [DRAFT], note="", actor="system:library")
    return made


def sent(library, delivered, engaged, *, edited=False, day=TODAY):
    vendor = VendorFactory()
    with operator():
        copy = adopt(library, vendor, actor="user:1")
        variant = Variant.objects.get(version__template=copy)
        if edited:
            again = replace(DRAFT, subject="Another one")
            publish(copy, [again], note="", actor="user:1")
            variant = Variant.objects.get(version__template=copy, version__number=2)
        figures = {"sent": delivered, "delivered": delivered, "engaged": engaged, "stopped": 0}
        figures |= {"clicked": engaged, "replied": 0, "micros": 0}
        DailyFigures.objects.create(
            vendor=vendor, day=day, channel="email", purpose="helpful", variant=variant, **figures
        )


def test_five_vendors_together_say_something(library):
    for _ in range(5):
        sent(library, 100, 20)

    pool = results_of(library, TODAY)[A]

    assert (pool.vendors, pool.tally.delivered, pool.tally.engaged) == (5, 500, 100)


def test_four_say_nothing(library):
    for _ in range(4):
        sent(library, 100, 20)

    assert results_of(library, TODAY) == {}


def test_a_big_one_is_one_of_five(library):
    sent(library, 100_000, 100_000)
    for _ in range(4):
        sent(library, 100, 0)

    assert results_of(library, TODAY)[A].tally.engaged == MOST


def test_what_was_edited_or_is_long_ago_does_not_count(library):
    for _ in range(4):
        sent(library, 100, 20)
    sent(library, 100, 20, edited=True)
    sent(library, 100, 20, day=TODAY - dt.timedelta(days=400))

    assert results_of(library, TODAY) == {}


def test_its_page_is_for_operators_and_says_why_it_is_empty(library):
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    page = reverse("admin:analytics_library", args=[library.pk])

    assert "Fewer than 5 vendors" in client.get(page).content.decode()
    client.force_login(UserFactory(is_staff=True))
    assert client.get(page).status_code == 403
