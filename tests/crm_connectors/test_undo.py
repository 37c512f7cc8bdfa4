"""An import can be taken back, and nothing that grew since is torn."""

import datetime as dt

from crm_connectors.models import ImportRow
from tests.crm_connectors.imports import (
    AGREED,
    IVY,
    LENA,
    fresh,
    removed_by_hand,
    state_of,
    take_back,
    take_in,
)
from tests.factories import MessageFactory, WeddingFactory
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client, Person, Wedding, WeddingDay

ARCHIVED = "Put into the archive instead of removed, because of its {}."


def test_what_was_made_is_removed(vendor):
    batch = take_in(vendor, LENA, IVY)

    undone = take_back(batch)

    assert (undone.undone, undone.kept, undone.remarks) == (2, 0, [])
    assert state_of(vendor) == [[], [], [], []]
    assert fresh(batch).state == "undone"


def test_a_couple_with_messages_goes_into_the_archive(vendor):
    batch = take_in(vendor, LENA, IVY)
    with operator():
        person = Person.objects.select_related("vendor").get(vendor=vendor, given_name="Lena")
    MessageFactory(person=person, wedding=None)

    undone = take_back(batch)

    with operator():
        (client,) = Client.objects.filter(vendor=vendor)
    assert client.archived_at is not None
    assert undone.remarks == [(2, ARCHIVED.format("messages"))]


def test_a_couple_whose_consent_is_on_record_goes_into_the_archive(vendor):
    batch = take_in(vendor, AGREED)

    assert take_back(batch).remarks == [(2, ARCHIVED.format("consents"))]


def test_a_couple_that_was_added_to_by_hand_goes_into_the_archive(vendor):
    batch = take_in(vendor, LENA, IVY)
    with operator():
        lena, ivy = Client.objects.filter(vendor=vendor).order_by("-name")
        Person.objects.create(vendor=vendor, client=lena, role="planner", given_name="Ida")
        WeddingDay.objects.create(
            vendor=vendor, wedding=ivy.weddings.get(), day=dt.date(2027, 7, 2), kind="rehearsal"
        )

    assert take_back(batch).remarks == [
        (2, ARCHIVED.format("later additions")),
        (3, ARCHIVED.format("wedding days")),
    ]


def test_a_later_import_is_undone_first(vendor):
    first = take_in(vendor, LENA)
    later = take_in(vendor, ("", "Helena", "", "lena@example.com", "2027-06-12", "", ""))

    take_back(later)

    assert take_back(first).kept == 0
    assert state_of(vendor) == [[], [], [], []]


def test_an_import_under_a_later_one_only_archives(vendor):
    first = take_in(vendor, LENA)
    take_in(vendor, ("", "Helena", "", "lena@example.com", "2027-06-12", "", ""))

    assert take_back(first).remarks == [(2, ARCHIVED.format("changes by a later import"))]


def test_a_couple_removed_by_hand_is_undone_already(vendor):
    batch = take_in(vendor, LENA)
    removed_by_hand(vendor)

    assert take_back(batch).kept == 0


def test_another_vendors_couples_are_not_touched(vendor):
    other = WeddingFactory()
    batch = take_in(vendor, LENA)

    take_back(batch)

    with operator():
        assert Wedding.objects.get() == other


def test_an_undo_is_on_the_record_and_holds_nobodys_name(vendor):
    batch = take_in(vendor, LENA)

    take_back(batch)

    with tenant(vendor.pk):
        event = Event.objects.get(verb="import.undone")
        row = ImportRow.objects.get(batch=batch)
    assert (event.actor, event.data) == ("user:1", {"undone": 1, "kept": 0})
    assert row.before == {}
