"""From signing up to a business of one's own."""

import pytest
from django.test import Client
from django.urls import reverse

from wedsync.vendors.models import Vendor
from wedsync.vendors.open_business import MOST
from wedsync.vendors.tenancy import operator

PAGE = "open-business"
SAID = {
    "name": "Fern & Light",
    "kind": "florist",
    "country": "es",
    "timezone": "Europe/Madrid",
    "currency": "EUR",
}


def post(client, **changed):
    return client.post(reverse(PAGE), SAID | changed, follow=True)


def test_who_has_no_seat_is_led_there(nobody):
    assert reverse(PAGE) in nobody.get("/").content.decode()


def test_a_business_opens_with_its_first_steps(nobody):
    page = post(nobody).content.decode()

    assert "Fern &amp; Light is open." in page
    assert "First steps" in page
    with operator():
        assert Vendor.objects.get(name="Fern & Light").country == "ES"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("kind", "astronaut"),
        ("country", "USA"),
        ("timezone", "Mars/Olympus"),
        ("currency", "XXX"),
    ],
)
def test_bad_input_is_answered_at_its_field(nobody, field, value):
    answer = post(nobody, **{field: value})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    with operator():
        assert not Vendor.objects.exists()


def test_an_owner_opens_another_and_sits_there(owner, vendor):
    page = post(owner).content.decode()

    assert "Fern &amp; Light is open." in page
    assert vendor.name not in page


def test_enough_is_enough(nobody):
    for _ in range(MOST):
        post(nobody)

    assert "which is the most" in post(nobody).content.decode()


def test_a_stranger_signs_in_first(db):
    assert reverse("account_login") in Client().get(reverse(PAGE)).url
