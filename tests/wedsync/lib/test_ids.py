"""Identifiers are UUIDs of version 7, in the order they were made, here and in the database."""

import datetime as dt
import time
import uuid

import pytest

from tests.factories import VendorFactory
from wedsync.lib.ids import UUID7, first_at, milliseconds_of, uuid7
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator


def test_an_id_says_its_version_and_variant():
    made = [uuid7() for _ in range(1000)]

    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {uuid.RFC_4122}


def test_no_two_are_the_same():
    assert len({uuid7() for _ in range(10_000)}) == 10_000


def test_an_id_holds_the_millisecond_it_was_made_in():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    after = time.time_ns() // 1_000_000

    assert before <= made.int >> 80 <= after


def test_a_later_millisecond_sorts_later():
    first = uuid7()
    time.sleep(0.002)
    second = uuid7()

    assert first < second
    assert str(first) < str(second)
    assert first.bytes < second.bytes


def test_within_a_millisecond_they_sort_as_they_were_made():
    made = []
    for _ in range(200):
        made.append(uuid7())
        since = time.time_ns()
        while time.time_ns() < since + 1000:
            pass

    assert made == sorted(made)


@pytest.mark.django_db
def test_the_database_makes_the_same_kind():
    VendorFactory()
    before = uuid7()
    time.sleep(0.002)

    with operator():
        made = Vendor.objects.annotate(made=UUID7()).values_list("made", flat=True).get()
    time.sleep(0.002)

    assert made.version == 7
    assert before < made < uuid7()


def test_many_are_found_by_one_parameter(db):
    wanted, other = [VendorFactory(), VendorFactory()], VendorFactory()

    with operator():
        found = set(Vendor.objects.filter(pk__among=[vendor.pk for vendor in wanted]))
        none = Vendor.objects.filter(pk__among=[]).count()

    assert found == set(wanted)
    assert other not in found
    assert none == 0


def test_an_instant_divides_the_older_from_the_younger():
    made = uuid7()
    then = dt.datetime.fromtimestamp(milliseconds_of(made) / 1000, dt.UTC)

    assert first_at(then) <= made < first_at(then + dt.timedelta(milliseconds=1))
