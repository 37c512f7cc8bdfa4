"""Pages for whoever can't go on, and the one that couples see."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from messaging import links
from tests.factories import MessageFactory, PersonFactory, VendorFactory
from tests.wedsync.dashboard.markup import faults, is_strict


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_a_couple_sees_is_strict_and_wears_the_colour_of_the_vendor(db, method):
    vendor = VendorFactory(accent="#123abc", name="Fern & Ash")
    message = MessageFactory(person=PersonFactory(client__vendor=vendor))
    target = links.Target(message.vendor_id, message.pk)
    url = links.url("", "unsubscribe", target, max(settings.TOKEN_KEYS))

    response = getattr(Client(enforce_csrf_checks=True), method)(url)

    text = response.content.decode()
    assert is_strict(response)
    assert not faults(text)
    assert "/brand/123abc.css" in text
    assert "Fern &amp; Ash" in text
    assert ("You are off the list" in text) is (method == "post")


@pytest.mark.parametrize(
    ("url", "status"), [("/nowhere/", 404), ("/campaigns/0190/", 404), ("/u/forged/", 404)]
)
def test_a_wrong_address_gets_a_friendly_page(owner, url, status):
    response = owner.get(url)

    assert response.status_code == status
    assert "Nothing here" in response.content.decode()
    assert is_strict(response)


def test_a_crash_says_sorry_and_tells_nothing(client, db, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("wedsync.dashboard.brand.css", lambda _colour: 1 / 0)

    response = client.get("/brand/123abc.css")

    assert response.status_code == 500
    assert "Our mistake" in response.content.decode()
    assert "ZeroDivision" not in response.content.decode()
    assert is_strict(response)


def test_a_form_without_its_token_is_refused_kindly(owner, vendor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner.cookies

    response = strict.post(reverse("campaign-new"))

    assert response.status_code == 403
    assert "This form was open for too long" in response.content.decode()
