"""Only staff come into the admin; in production only with a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.factories import ClientFactory, MembershipFactory, UserFactory
from tests.wedsync.visits import visit

pytestmark = pytest.mark.django_db

FRONT, ROWS = "/admin/", "/admin/weddings/client/"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def with_factor(user, kind):
    Authenticator.objects.create(user=user, type=kind, data={})
    return signed_in(user)


@pytest.fixture
def staff():
    return UserFactory(is_staff=True, is_superuser=True)


def test_a_stranger_is_sent_to_the_one_sign_in_there_is(client):
    response = client.get(FRONT, follow=True)

    assert response.redirect_chain[-1] == ("/accounts/login/?next=%2Fadmin%2F", 302)


def test_an_owner_of_a_business_is_no_operator():
    client = signed_in(MembershipFactory().user)

    assert client.get("/admin/login/").status_code == 403
    assert client.get(FRONT, follow=True).status_code == 403
    assert client.get(ROWS, follow=True).status_code == 403


def test_staff_that_was_let_go_stays_out():
    staff = UserFactory(is_staff=True, is_superuser=True)
    client = signed_in(staff)
    staff.is_active = False
    staff.save()

    assert client.get(FRONT, follow=True).redirect_chain[-1][0].startswith("/accounts/login/")


def test_an_operator_sees_the_couples_of_whom_they_visit(staff):
    visited = ClientFactory(name="Lena & Marc")
    ClientFactory(name="Ada & Ben")
    visit(staff, visited.vendor)

    page = signed_in(staff).get(ROWS).content.decode()

    assert ("Lena &amp; Marc" in page, "Ada &amp; Ben" in page) == (True, False)


def test_staff_who_may_nothing_see_nothing():
    ClientFactory()

    client = signed_in(UserFactory(is_staff=True))

    assert client.get(FRONT).status_code == 200
    assert client.get(ROWS).status_code == 403


def test_djangos_own_form_takes_no_password(staff):
    answer = Client().post("/admin/login/", {"username": staff.username, "password": "x"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_in_production_a_password_alone_opens_nothing(staff, settings):
    settings.PRODUCTION = True

    client = signed_in(staff)

    assert client.get(ROWS)["Location"].startswith("/admin/login/")
    assert client.get("/admin/login/")["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_in_production_a_second_factor_opens_it(staff, settings, kind):
    settings.PRODUCTION = True

    client = with_factor(staff, kind)

    assert client.get(ROWS).status_code == 200
    assert client.get("/admin/login/")["Location"] == FRONT


def test_recovery_codes_are_no_factor(staff, settings):
    settings.PRODUCTION = True

    assert with_factor(staff, "recovery_codes").get(ROWS).status_code == 302
