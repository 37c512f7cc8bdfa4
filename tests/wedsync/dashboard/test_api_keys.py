"""The page of API keys: made and shown once, rotated, revoked; for owners and managers."""

import re

import pytest
from django.urls import reverse

from tests.wedsync.dashboard.markup import faults, is_strict
from wedsync.vendors.models import ApiKey
from wedsync.vendors.tenancy import operator

FILLED = {"name": "Website", "scopes": ["clients:read", "clients:write"], "days": "90"}
SECRET = re.compile(r"wsk_[0-9a-f]{10}_[0-9a-f]{64}")


def made(browser, **also):
    return browser.post(reverse("keys"), FILLED | also)


def keys(vendor):
    with operator():
        return list(ApiKey.objects.filter(vendor=vendor))


def test_without_any_it_says_what_they_are_for(owner):
    assert "No program has a key yet" in owner.get(reverse("keys")).content.decode()


def test_a_secret_is_shown_once(owner, vendor):
    response = made(owner)

    secret = SECRET.search(response.content.decode())[0]
    assert (response.status_code, is_strict(response)) == (201, True)
    assert "no-store" in response.headers["Cache-Control"]
    assert not faults(response.content.decode())
    again = owner.get(reverse("keys")).content.decode()
    assert secret not in again
    assert keys(vendor)[0].prefix in again


def test_a_key_is_rotated(owner, vendor):
    first = SECRET.search(made(owner).content.decode())[0]

    page = owner.post(reverse("key-rotate", args=[keys(vendor)[0].pk]), {"overlap": "24"})

    assert SECRET.search(page.content.decode())[0] != first
    assert "The secret before opens until" in page.content.decode()


def test_nobody_guesses_how_long_the_old_secret_lives(owner, vendor):
    made(owner)
    key = keys(vendor)[0]

    owner.post(reverse("key-rotate", args=[key.pk]), {"overlap": "5"})

    assert bytes(keys(vendor)[0].digest) == bytes(key.digest)


def test_a_key_is_revoked(owner, vendor):
    made(owner)

    owner.post(reverse("key-revoke", args=[keys(vendor)[0].pk]))

    assert keys(vendor)[0].revoked_at
    assert "Revoked on" in owner.get(reverse("keys")).content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}])
def test_what_is_missing_is_said_beside_it(owner, vendor, wrong):
    response = made(owner, **wrong)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert keys(vendor) == []


def test_a_manager_is_offered_what_a_manager_may(as_role):
    page = as_role("manager").get(reverse("keys")).content.decode()

    assert "campaigns:send" in page
    assert "webhooks:write" not in page


@pytest.mark.parametrize("role", ["viewer", "assistant"])
def test_who_may_not_send_makes_no_keys(as_role, vendor, role):
    browser = as_role(role)

    assert browser.get(reverse("keys")).status_code == 403
    assert made(browser).status_code == 403
    assert "API keys" not in browser.get(reverse("weddings")).content.decode()
    assert keys(vendor) == []
