"""What an import changed is put back, unless it was changed again since."""

import datetime as dt

from crm_connectors.models import Link
from tests.crm_connectors.imports import (
    IVY,
    LENA,
    counts,
    removed_by_hand,
    state_of,
    take_back,
    take_in,
)
from tests.factories import MessageFactory, WeddingFactory
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Person, Wedding

IVY_MOVED = ("J-2", "Ivy", "Grant", "ivy@example.com", "2027-07-10", "Larch Lodge", "")


def test_what_was_changed_is_put_back(vendor):
    take_in(vendor, LENA, IVY)
    before = state_of(vendor)
    batch = take_in(
        vendor,
        ("J-1", "Helena", "Marc", "lena@example.com", "2027-06-12", "Larch Lodge", ""),
        ("J-2", "Ivy", "Grant", "ivy@example.com", "2027-07-10", "", ""),
    )
    assert counts(batch) == (0, 2, 0, 0)

    undone = take_back(batch)

    assert (undone.undone, undone.kept) == (2, 0)
    assert state_of(vendor) == before


def test_a_person_who_came_to_a_couple_goes_again(vendor):
    wedding = WeddingFactory(client__vendor=vendor, date=dt.date(2027, 7, 3))
    with operator():
        Link.objects.create(
            vendor=vendor, source="csv", kind="wedding", external_id="J-2", object_id=wedding.pk
        )
    before = state_of(vendor)

    take_back(take_in(vendor, IVY))

    assert state_of(vendor) == before


def test_what_was_changed_since_stays_and_is_told(vendor):
    take_in(vendor, IVY)
    batch = take_in(vendor, IVY_MOVED)
    with operator():
        Wedding.objects.filter(vendor=vendor).update(date=dt.date(2027, 9, 4), precision="exact")

    undone = take_back(batch)

    with operator():
        wedding = Wedding.objects.get(vendor=vendor)
    assert (wedding.date, wedding.precision, wedding.venue_name) == (
        dt.date(2027, 9, 4),
        "exact",
        "",
    )
    assert undone.remarks == [(2, "Left as it is, because it was changed since: date.")]


def test_a_person_who_came_and_was_written_to_stays(vendor):
    wedding = WeddingFactory(client__vendor=vendor, date=dt.date(2027, 7, 3))
    with operator():
        Link.objects.create(
            vendor=vendor, source="csv", kind="wedding", external_id="J-2", object_id=wedding.pk
        )
    batch = take_in(vendor, IVY)
    with operator():
        ivy = Person.objects.select_related("vendor").get(vendor=vendor, given_name="Ivy")
    MessageFactory(person=ivy, wedding=None)

    undone = take_back(batch)

    assert undone.remarks == [
        (2, "Left as it is, because it was changed since: a person who came with it.")
    ]
    with operator():
        assert list(Person.objects.filter(vendor=vendor)) == [ivy]


def test_a_couple_removed_by_hand_can_not_be_put_back_and_need_not(vendor):
    take_in(vendor, IVY)
    batch = take_in(vendor, IVY_MOVED)
    removed_by_hand(vendor)

    assert take_back(batch).kept == 0
