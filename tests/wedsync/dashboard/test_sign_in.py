"""Signing up, in and out, with the house's own pages."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import MembershipFactory
from tests.wedsync.dashboard.markup import faults

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def calm():
    """The rate limits of the tests before."""
    cache.clear()


@pytest.fixture
def member(vendor):
    return MembershipFactory(vendor=vendor).user


def sign_in(client, user, password=PASSWORD):
    fields = {"login": user.email, "password": password}
    return client.post(reverse("account_login"), fields)


def test_the_right_password_leads_to_the_campaigns(member):
    assert sign_in(Client(), member).url == reverse("home")


def test_a_wrong_password_says_so_and_nothing_more(member):
    text = sign_in(Client(), member, "wrong").content.decode()

    assert "errorlist" in text
    assert not faults(text)


def test_whoever_signs_up_is_told_that_a_seat_is_missing(db):
    client = Client()
    fields = {"email": "ana@alder.example", "password1": PASSWORD, "password2": PASSWORD}

    client.post(reverse("account_signup"), fields)

    assert get_user_model().objects.filter(email="ana@alder.example").exists()
    assert "You have no seat yet" in client.get("/").content.decode()


def test_a_short_password_is_refused_beside_its_field(db):
    fields = {"email": "ana@alder.example", "password1": "short", "password2": "short"}

    text = Client().post(reverse("account_signup"), fields).content.decode()

    assert "This password is too short." in text


def test_signing_out_takes_a_post(owner):
    owner.get(reverse("account_logout"))
    assert owner.get("/").status_code == 200

    owner.post(reverse("account_logout"))
    assert owner.get("/").status_code == 302


def test_a_second_step_is_asked_for_where_it_is_set_up(member):
    TOTP.activate(member, "A" * 32)
    client = Client()

    response = sign_in(client, member)
    page = client.get(response.url)

    assert response.url == reverse("mfa_authenticate")
    assert not faults(page.content.decode())
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"])
def test_pages_of_the_second_step_hold_nothing_inline(member, name):
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    client = Client()
    sign_in(client, member)

    response = client.get(reverse(name), follow=True)

    assert response.status_code == 200
    assert not faults(response.content.decode())


def test_recovery_codes_hold_nothing_inline(member):
    TOTP.activate(member, "A" * 32)
    RecoveryCodes.activate(member)
    client = Client()
    client.force_login(member)

    response = client.get(reverse("mfa_view_recovery_codes"), follow=True)

    assert response.status_code == 200
    assert not faults(response.content.decode())
