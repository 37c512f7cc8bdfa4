"""Somebody who signed up opens a business, and owns it."""

import pytest

from tests.factories import MembershipFactory, UserFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import seats_of
from wedsync.vendors.models import Event
from wedsync.vendors.open_business import MOST, Details, open_business
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db
FERN = Details("Fern & Light", "florist", "ES", "Europe/Madrid", "EUR")


def opened(user, said=FERN):
    return open_business(user, said, actor=f"user:{user.pk}")


def test_its_opener_owns_it():
    user = UserFactory()

    seat = opened(user)

    assert [one.pk for one in seats_of(user.pk)] == [seat.pk]
    assert (seat.role, seat.vendor.name, seat.vendor.timezone) == (
        "owner",
        "Fern & Light",
        "Europe/Madrid",
    )
    with operator():
        assert Event.objects.get(vendor=seat.vendor).verb == "vendor.opened"


def test_two_of_the_same_name_are_two():
    first, second = opened(UserFactory()), opened(UserFactory())

    assert first.vendor.slug.startswith("fern-light-")
    assert first.vendor.slug != second.vendor.slug


def test_a_name_without_letters_of_ours_has_an_address_too():
    assert opened(UserFactory(), FERN._replace(name="花")).vendor.slug.startswith("business-")


def test_a_seat_elsewhere_is_no_business_of_ones_own():
    user = MembershipFactory(role="viewer").user

    assert opened(user).role == "owner"


def test_nobody_opens_one_after_the_other():
    user = UserFactory()
    for _ in range(MOST):
        opened(user)

    with pytest.raises(Refusal, match="the most"):
        opened(user)
