"""Operators hand out seats, and help people who can't come in."""

import pytest
from allauth.mfa.models import Authenticator

from tests.factories import MembershipFactory, UserFactory, VendorFactory
from tests.wedsync.forms import form_of
from wedsync.vendors.models import Event, Membership
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

LIST, USERS = "/admin/vendors/vendor/", "/admin/auth/user/"


@pytest.fixture
def office(client):
    """A browser of somebody who may do everything."""
    client.boss = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(client.boss)
    return client


def history(vendor):
    with operator():
        return list(Event.objects.filter(vendor=vendor).values_list("verb", "actor", "data"))


def change(client, vendor, **changes):
    url = f"{LIST}{vendor.pk}/change/"
    return client.post(url, form_of(client, url, **changes))


def test_a_seat_is_given_on_the_record(office):
    vendor, newcomer = VendorFactory(), UserFactory()
    seat = {
        "memberships-2-TOTAL_FORMS": 1,
        "memberships-2-0-user": newcomer.pk,
        "memberships-2-0-role": "manager",
        "memberships-2-0-id": "",
        "memberships-2-0-vendor": str(vendor.pk),
    }

    response = change(office, vendor, **seat)

    assert response.status_code == 302
    with operator():
        assert Membership.objects.get(vendor=vendor).user == newcomer
    assert history(vendor) == [
        ("vendor.changed", f"user:{office.boss.pk}", {"fields": []}),
        (
            "seat.given",
            f"user:{office.boss.pk}",
            {"user": newcomer.pk, "role": "manager"},
        ),
    ]


def test_a_second_seat_for_the_same_person_is_a_sentence_and_no_crash(office):
    seat = MembershipFactory()
    again = {
        "memberships-2-TOTAL_FORMS": 1,
        "memberships-2-0-user": seat.user_id,
        "memberships-2-0-role": "owner",
        "memberships-2-0-id": "",
        "memberships-2-0-vendor": str(seat.vendor_id),
    }

    response = change(office, seat.vendor, **again)

    assert response.status_code == 200
    assert "This person has a seat already" in response.content.decode()


def test_a_seat_is_changed_and_taken_on_the_record(office):
    vendor = VendorFactory()
    _kept, gone = MembershipFactory(vendor=vendor), MembershipFactory(vendor=vendor)
    by_row = {"memberships-0-role": "viewer", "memberships-1-DELETE": "on"}

    change(office, vendor, **by_row)

    verbs = {verb: data["role"] for verb, _, data in history(vendor)[1:]}
    assert verbs == {"seat.changed": "viewer", "seat.taken": gone.role}
    with operator():
        assert Membership.objects.filter(vendor=vendor).count() == 1


def test_a_person_is_found_and_changed(office):
    user = UserFactory(email="lena@example.com")

    assert b"lena@example.com" in office.get(USERS, {"q": "lena@"}).content
    assert office.get(f"{USERS}{user.pk}/change/").status_code == 200
    assert office.get(f"{USERS}{user.pk}/password/").status_code == 200


def test_a_second_factor_is_taken_away_and_never_shown(office):
    factor = Authenticator.objects.create(
        user=UserFactory(), type="totp", data={"secret": "canary"}
    )
    url = f"/admin/mfa/authenticator/{factor.pk}/"

    pages = office.get(f"{url}change/").content + office.get("/admin/mfa/authenticator/").content
    changed = office.post(f"{url}change/", {"data": "{}"}).status_code
    office.post(f"{url}delete/", {"post": "yes"})

    assert (b"canary" in pages, changed) == (False, 403)
    assert not Authenticator.objects.exists()
