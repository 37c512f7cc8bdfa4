"""Which language a page speaks: the member's, the browser's, the vendor's, English."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import MembershipFactory, VendorFactory
from tests.wedsync.dashboard.conftest import signed_in
from wedsync.vendors.models import Membership
from wedsync.vendors.tenancy import operator

HOME = reverse("settings")
SPANISH, ENGLISH = '<html lang="es">', '<html lang="en">'


def seat(language="", locale="en_US"):
    return MembershipFactory(vendor=VendorFactory(locale=locale), language=language)


def page(member, **headers):
    return signed_in(member.user).get(HOME, headers=headers).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "browser", "locale", "heard"),
    [
        ("es", "en", "en_US", SPANISH),
        ("en", "es", "es_MX", ENGLISH),
        ("", "es-AR,es;q=0.9,en;q=0.5", "en_US", SPANISH),
        ("", "en-GB,es;q=0.5", "es_MX", ENGLISH),
        ("", "de", "es_MX", SPANISH),
        ("", "", "es_MX", SPANISH),
        ("", "", "de_DE", ENGLISH),
        ("", "*", "en_US", ENGLISH),
    ],
)
def test_the_nearest_wish_is_heard(language, browser, locale, heard):
    assert heard in page(seat(language, locale), accept_language=browser)


def test_a_cookie_goes_before_the_browser(db):
    client = Client()
    client.cookies["django_language"] = "es"

    response = client.get(reverse("account_login"), headers={"accept-language": "en"})

    assert SPANISH in response.content.decode()
    assert response.headers["Content-Language"] == "es"


def test_the_entrance_speaks_as_the_browser_asks(db):
    response = Client().get(reverse("account_login"), headers={"accept-language": "es"})

    assert SPANISH in response.content.decode()
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("role", ["owner", "viewer"])
def test_anybody_chooses_for_themselves(as_role, role):
    client = as_role(role)

    response = client.post(reverse("settings-language"), {"language": "es"}, follow=True)

    assert SPANISH in response.content.decode()
    assert "Guardado." in response.content.decode()
    with operator():
        assert Membership.objects.get().language == "es"


def test_a_language_that_is_not_there_is_refused_at_its_field(owner):
    response = owner.post(reverse("settings-language"), {"language": "tlh"})

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"language"}


def test_the_choice_of_one_seat_is_not_the_others(owner, as_role):
    owner.post(reverse("settings-language"), {"language": "es"})

    assert ENGLISH in as_role("manager").get(HOME).content.decode()


def test_the_api_and_the_operators_stay_english(owner):
    response = owner.get("/api/v1/weddings/", headers={"accept-language": "es"})

    assert "Content-Language" not in response.headers
