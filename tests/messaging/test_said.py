"""Who said yes or no: a person, and an address whoever has it."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.models import Consent
from messaging.said import said_about
from tests.factories import ClientFactory, PersonFactory, VendorFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
EMAIL, SHARED = ("email", "marketing"), "both@example.com"


@pytest.fixture
def couple(vendor):
    """Two people with one address."""
    client = ClientFactory(vendor=vendor)
    return [PersonFactory(client=client, email=SHARED) for _ in range(2)]


def says(person, granted, address=SHARED, **also):
    with operator():
        Consent.objects.create(
            vendor=person.vendor,
            person=person,
            address=address,
            channel=EMAIL[0],
            purpose=EMAIL[1],
            granted=granted,
            basis="express",
            **also,
        )


def word(person, address=SHARED):
    with tenant(person.vendor_id):
        return said_about([person.pk], [address]).word(person.pk, address, EMAIL, now())


def test_who_was_never_asked_said_nothing(couple):
    assert word(couple[0]) == ""


def test_a_yes_holds_for_the_address_it_was_given_for(couple):
    says(couple[0], True)

    assert (word(couple[0]), word(couple[0], "new@example.com")) == ("granted", "")


def test_a_no_sticks_to_the_person_at_any_address(couple):
    says(couple[0], False)

    assert word(couple[0], "new@example.com") == "revoked"


def test_a_no_sticks_to_the_address_whoever_has_it(couple):
    lena, marc = couple
    says(marc, True)
    says(lena, False)

    assert word(marc) == "revoked"
    assert word(marc, "own@example.com") == ""


def test_a_later_yes_of_either_opens_the_address_again(couple):
    lena, marc = couple
    says(lena, False)
    says(marc, True)
    assert word(marc) == "granted"
    assert word(lena) == "revoked"

    says(lena, True)
    assert word(lena) == "granted"


def test_a_later_yes_for_another_address_does_not(couple):
    lena, marc = couple
    says(lena, False)
    says(lena, True, "new@example.com")
    says(marc, True, "own@example.com")

    assert word(marc) == "revoked"


def test_of_two_who_said_no_both_must_come_round(couple):
    lena, marc = couple
    says(lena, False)
    says(marc, False)
    says(marc, True)
    third = PersonFactory(client=lena.client, email=SHARED)

    assert word(third) == "revoked"
    says(lena, True)
    assert word(third) == ""


def test_an_implied_yes_ends_by_itself(couple):
    says(couple[0], True, until=now() - dt.timedelta(days=1))
    says(couple[1], True, until=now() + dt.timedelta(days=1))

    assert [word(one) for one in couple] == ["", "granted"]


def test_another_vendors_no_is_not_ours(couple):
    says(PersonFactory(client__vendor=VendorFactory(), email=SHARED), False)

    assert word(couple[0]) == ""


def test_nobody_without_an_address_is_taken_for_another(couple):
    says(couple[1], False, "")

    assert word(couple[0], "") == ""


def test_two_queries_are_enough(couple, django_assert_num_queries):
    with tenant(couple[0].vendor_id), django_assert_num_queries(2):
        said_about([one.pk for one in couple], [SHARED, ""])
