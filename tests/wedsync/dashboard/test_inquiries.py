"""The page where couples ask: an owner opens it, chooses its questions, and gives it a link."""

import pytest
from django.test import Client
from django.urls import reverse

from crm_connectors.models import InquiryForm
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator

PAGE, ADDRESS = reverse("settings-inquiries"), reverse("settings-inquiries-address")
OPEN = {"is_open": "on", "questions": ["phone", "note"], "boxes": ["email:marketing"]}


def kept(vendor):
    with operator():
        return InquiryForm.objects.filter(vendor=vendor).first()


def test_it_is_closed_until_somebody_opens_it(owner, vendor):
    page = owner.get(PAGE).content.decode()

    assert "The link appears here once you have saved." in page
    assert kept(vendor) is None


def test_an_owner_opens_it_and_copies_its_link(owner, vendor):
    owner.post(PAGE, OPEN)

    asks, page = kept(vendor), owner.get(PAGE).content.decode()
    assert (asks.is_open, asks.questions, asks.boxes) == (
        True, ["phone", "note"], ["email:marketing"]
    )  # fmt: skip
    assert f"/i/{asks.door}/" in page
    assert Client().get(f"/i/{asks.door}/").status_code == 200
    with operator():
        assert Event.objects.filter(vendor=vendor, verb="inquiry_form.changed").count() == 1


def test_and_closes_it_again(owner, vendor):
    owner.post(PAGE, OPEN)
    owner.post(PAGE, {**OPEN, "is_open": ""})

    assert Client().get(f"/i/{kept(vendor).door}/").status_code == 410


def test_a_new_link_closes_the_old_one(owner, vendor):
    owner.post(PAGE, OPEN)
    before = kept(vendor).door

    owner.post(ADDRESS)

    after = kept(vendor)
    assert after.is_open
    assert Client().get(f"/i/{before}/").status_code == 404
    assert Client().get(f"/i/{after.door}/").status_code == 200


@pytest.mark.parametrize("role", ["manager", "assistant", "viewer"])
def test_only_an_owner_opens_it(as_role, vendor, role):
    client = as_role(role)
    client.post(PAGE, OPEN)
    client.post(ADDRESS)

    assert client.get(PAGE).status_code == 200
    assert kept(vendor) is None


def test_what_does_not_exist_is_not_asked(owner, vendor):
    answer = owner.post(PAGE, {**OPEN, "questions": ["income"]})

    assert answer.status_code == 422
    assert kept(vendor) is None


def test_who_saves_second_sees_what_the_first_one_saved(owner, vendor):
    owner.post(PAGE, OPEN)
    seen = owner.get(PAGE).context["request"].seen
    owner.post(PAGE, {**OPEN, "questions": []})

    answer = owner.post(PAGE, {**OPEN, "questions": ["guests"], "seen": seen})

    assert answer.status_code == 409
    assert kept(vendor).questions == []


def test_the_preview_shows_it_open_or_closed(owner):
    page = owner.get(reverse("settings-inquiries-preview")).content.decode()

    assert "This is a preview" in page
    assert "disabled" in page


def test_everybody_has_a_page_of_their_own(owner, stranger, vendor):
    owner.post(PAGE, OPEN)
    stranger.post(PAGE, OPEN)

    with operator():
        doors = set(InquiryForm.objects.values_list("door", flat=True))
    assert len(doors) == 2
