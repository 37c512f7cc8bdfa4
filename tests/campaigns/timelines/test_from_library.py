"""A ready timeline from the library."""

import pytest

from campaigns.timeline import Reason, Stand
from campaigns.timelines.from_library import start_from_library
from campaigns.timelines.publish import publish
from personalization.install_library import install_library
from tests.campaigns.inside import NOW, entered, rows
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


def plan_of(life):
    vendor = VendorFactory(kind="photographer")
    wedding = WeddingFactory(client__vendor=vendor, life=life)
    PersonFactory(client=wedding.client)
    with tenant(vendor.pk):
        vendor = Vendor.objects.get(pk=vendor.pk)
        timeline = start_from_library(vendor, actor="user:1")
        publish(timeline, NOW, actor="user:1")
    return rows(entered(timeline, wedding)[0])


@pytest.fixture(autouse=True)
def library(db):
    install_library()


def test_who_has_booked_is_not_told_that_the_contract_waits():
    assert plan_of("booked")["contract_reminder"].reason in {
        Reason.CONDITION,
        Reason.CONDITION_FAILED,
    }


def test_who_still_asks_is_told():
    assert plan_of("inquiry")["contract_reminder"].state == Stand.PLANNED
