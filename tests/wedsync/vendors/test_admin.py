"""Operators pause vendors and mend them, and leave a trace of it."""

import pytest

from tests.factories import UserFactory, VendorFactory
from tests.wedsync.forms import form_of
from wedsync.vendors.models import Event, Vendor
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

LIST, USERS = "/admin/vendors/vendor/", "/admin/auth/user/"


@pytest.fixture
def office(client):
    """A browser of somebody who may do everything."""
    client.boss = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(client.boss)
    return client


def act(client, page, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    response = client.post(page, data, follow=True)
    return [str(message) for message in response.context["messages"]]


def now(row):
    with operator():
        return type(row).objects.get(pk=row.pk)


def history(vendor):
    with operator():
        return list(Event.objects.filter(vendor=vendor).values_list("verb", "actor", "data"))


def change(client, vendor, **changes):
    url = f"{LIST}{vendor.pk}/change/"
    return client.post(url, form_of(client, url, **changes))


def test_a_vendor_is_paused_and_resumed_on_the_record(office):
    vendor = VendorFactory()

    said = act(office, LIST, "pause_vendors", vendor)
    paused = now(vendor).paused_at
    act(office, LIST, "resume_vendors", vendor)

    assert said == ["1 paused."]
    assert paused is not None
    assert now(vendor).paused_at is None
    assert history(vendor) == [
        ("vendor.paused", f"user:{office.boss.pk}", {}),
        ("vendor.resumed", f"user:{office.boss.pk}", {}),
    ]


def test_one_that_refuses_stops_no_other(office):
    first, second = VendorFactory(name="Fern Hall"), VendorFactory()
    act(office, LIST, "pause_vendors", first)

    said = act(office, LIST, "pause_vendors", first, second)

    assert said == ["Fern Hall is paused already.", "1 paused."]
    assert now(second).paused_at is not None


@pytest.mark.parametrize("zone", ["Mars/Olympus", "europe", "../etc/passwd"])
def test_a_zone_nobody_lives_in_is_refused(office, zone):
    vendor = VendorFactory()

    response = change(office, vendor, timezone=zone)

    assert "Write a time zone like Europe/Rome." in response.content.decode()
    assert now(vendor).timezone == "America/Los_Angeles"


def test_a_vendor_is_added_with_a_history_that_begins_there(office):
    vendor = VendorFactory()
    url = f"{LIST}{vendor.pk}/change/"
    data = form_of(office, url, name="New Studio", slug="new-studio")

    office.post(f"{LIST}add/", data)

    with operator():
        added = Vendor.objects.get(slug="new-studio")
    assert [verb for verb, *_ in history(added)] == ["vendor.added"]


def test_nothing_can_be_removed_in_passing(office):
    vendor = VendorFactory()

    assert office.post(f"{LIST}{vendor.pk}/delete/", {"post": "yes"}).status_code == 403


def test_history_is_found_by_what_it_is_about(office):
    vendor = VendorFactory()
    act(office, LIST, "pause_vendors", vendor)

    for term in (str(vendor.pk), f"user:{office.boss.pk}", vendor.slug):
        page = office.get("/admin/vendors/event/", {"q": term})
        assert [event.verb for event in page.context["cl"].result_list] == ["vendor.paused"]
