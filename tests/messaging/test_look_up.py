"""An address is looked up by its digest, over all vendors, and left nowhere."""

import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from messaging.look_up import digest_of, look_up
from messaging.models import Suppression
from tests.factories import UserFactory, VendorFactory
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

PAGE = "/admin/messaging/suppression/look-up/"
LENA = "lena@example.com"


@pytest.fixture
def office():
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def suppressed(name, address=LENA, channel="email"):
    vendor = VendorFactory(name=name)
    with operator():
        Suppression.objects.create(
            vendor=vendor, channel=channel, address=address, reason="bounced"
        )


@pytest.mark.parametrize(
    ("written", "stored"),
    [(" Lena@Example.com ", LENA), ("+1 (415) 555-0123", "+14155550123"), (LENA, LENA)],
)
def test_it_is_found_however_it_is_written(written, stored):
    assert digest_of(written) == digest_of(stored)


def test_every_vendor_that_has_it_is_named_and_no_other():
    suppressed("Fern Hall")
    suppressed("Studio Oak")
    suppressed("Elsewhere", "marc@example.com")

    assert [one.vendor for one in look_up(LENA)] == ["Studio Oak", "Fern Hall"]


def test_the_address_goes_into_no_query_log_or_page(office, caplog):
    suppressed("Fern Hall")
    caplog.set_level(logging.DEBUG)

    with CaptureQueriesContext(connection) as captured:
        page = office.post(PAGE, {"address": LENA}).content.decode()

    assert "Fern Hall" in page
    assert LENA not in page
    assert LENA not in caplog.text
    assert [one for one in captured if LENA in one["sql"]] == []
    assert not LogEntry.objects.exists()


def test_an_address_in_the_link_is_not_looked_at(office):
    suppressed("Fern Hall")

    assert "Fern Hall" not in office.get(PAGE, {"address": LENA}).content.decode()


def test_an_unknown_one_is_said_to_be(office):
    page = office.post(PAGE, {"address": LENA}).content.decode()

    assert "Nobody has suppressed this address." in page


def test_who_may_not_see_suppressions_may_not_ask():
    client = Client()
    client.force_login(UserFactory(is_staff=True))

    assert client.post(PAGE, {"address": LENA}).status_code == 403
