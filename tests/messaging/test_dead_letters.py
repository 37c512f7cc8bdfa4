"""What has died is told by reason and revived by the group, and no couple is named."""

import pytest
from django.test import Client

from messaging.dead_letters import dead_letters
from messaging.models import Message
from messaging.said_without_addresses import without_addresses
from tests.factories import MessageFactory, UserFactory, VendorFactory
from tests.messaging.test_revive import dead
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

PAGE = "/admin/messaging/message/dead/"


@pytest.fixture
def office():
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def test_those_alike_are_one_line():
    vendor = VendorFactory(name="Fern Hall")
    for _ in range(2):
        dead(vendor=vendor, person__client__vendor=vendor)
    dead()

    first = dead_letters()[0]

    assert (first.vendor, first.count, first.reason) == ("Fern Hall", 2, "it will never be known")


def test_without_a_visit_all_alike_are_revived(office):
    message = dead()
    (letters,) = dead_letters()
    key = f"{letters.vendor_id}|{letters.channel}|{letters.reason}"

    page = office.post(PAGE, {"which": key}).content.decode()

    assert "1 revived" in page
    assert "There are none." in page
    with operator():
        assert Message.objects.get(pk=message.pk).state == "queued"


def test_what_is_no_group_revives_nothing(office):
    message = dead()

    office.post(PAGE, {"which": "everything"})

    with operator():
        assert Message.objects.get(pk=message.pk).state == "dead"


def test_lanes_say_how_much_is_due_in_them(office):
    message = MessageFactory()

    page = office.get("/admin/messaging/lane/depth/").content.decode()

    assert message.vendor.name in page


def test_the_laws_about_hours_are_a_table(office):
    page = office.get("/admin/messaging/decision/laws/").content.decode()

    assert "US-FL" in page


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("550 <lena@example.com> unknown", "550 <(an address)> unknown"),
        ("21211: +1 415 555 0123 is no number", "21211: (an address) is no number"),
        ("timed out after 15 s", "timed out after 15 s"),
    ],
)
def test_what_a_provider_said_is_told_without_whom(said, kept):
    assert without_addresses(said) == kept
