"""The pages of an emergency: start it, a second yes, who is told, the end."""

import pytest
from django.urls import reverse

from campaigns.emergencies.carry import carry_all
from campaigns.models import Emergency
from tests.factories import AccountFactory, MembershipFactory, PersonFactory
from tests.wedsync.dashboard.conftest import signed_in
from wedsync.vendors.tenancy import operator


@pytest.fixture
def filled(couple):
    planner = PersonFactory(client=couple.client, vendor=couple.vendor, role="planner")
    return {
        "reason": "weather",
        "text": "We move to the barn.",
        "person-0": str(planner.pk),
        "way-0": "email",
        "every_minutes": "5",
        "key": "form-1",
    }


def start(browser, couple, filled):
    return browser.post(reverse("wedding-emergency", args=[couple.pk]), filled, follow=True)


def only():
    with operator():
        return Emergency.objects.get()


def test_a_wedding_leads_to_it_for_those_who_may_send(owner, as_role, couple):
    page = reverse("wedding", args=[couple.pk])
    assert "Something goes wrong" in owner.get(page).content.decode()
    assert "Something goes wrong" not in as_role("viewer").get(page).content.decode()


def test_who_is_likely_to_look_stands_first(owner, couple, filled):
    page = owner.get(reverse("wedding-emergency", args=[couple.pk])).content.decode()
    assert f'<option value="{filled["person-0"]}" selected>' in page


def test_who_started_it_waits_for_somebody_else(owner, as_role, couple, filled):
    other = as_role("manager")
    page = start(owner, couple, filled).content.decode()
    assert "Somebody else of your business who may send has to confirm it" in page

    refused = owner.post(reverse("emergency-confirm", args=[only().pk]), follow=True)
    assert "Somebody else of your business has to confirm it." in refused.content.decode()
    assert only().state == "proposed"

    confirmed = other.post(reverse("emergency-confirm", args=[only().pk]), follow=True)
    assert "Nobody has answered yet" in confirmed.content.decode()


def test_alone_the_password_is_asked_for_again(vendor, couple, filled):
    alone = signed_in(MembershipFactory(vendor=vendor).user)
    assert "give your password again" in start(alone, couple, filled).content.decode()

    wrong = {"password": "guess"}
    page = alone.post(reverse("emergency-confirm", args=[only().pk]), wrong, follow=True)
    assert "This is not your password." in page.content.decode()

    right = {"password": "correct horse battery"}
    alone.post(reverse("emergency-confirm", args=[only().pk]), right)
    assert only().state == "open"


def test_a_password_can_not_be_guessed_for_long(vendor, couple, filled, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "2/m/user"}
    alone = signed_in(MembershipFactory(vendor=vendor).user)
    start(alone, couple, filled)
    address = reverse("emergency-confirm", args=[only().pk])

    for guess in ("one", "two"):
        alone.post(address, {"password": guess})
    answer = alone.post(address, {"password": "correct horse battery"}, follow=True)

    assert "Too many tries" in answer.content.decode()
    assert only().state == "proposed"


def test_it_shows_who_is_told_and_can_be_ended(owner, as_role, couple, filled):
    AccountFactory()
    start(owner, couple, filled)
    as_role("manager").post(reverse("emergency-confirm", args=[only().pk]))
    carry_all()

    standing = owner.get(reverse("emergency-standing", args=[only().pk])).content.decode()
    assert "In line" in standing
    ended = owner.post(reverse("emergency-end", args=[only().pk]), follow=True)
    assert "Ended by hand" in ended.content.decode()


def test_what_is_missing_is_said_in_its_place(owner, couple, filled):
    page = start(owner, couple, filled | {"text": ""}).content.decode()
    assert "This field is required." in page
    with operator():
        assert not Emergency.objects.exists()


def test_an_assistant_starts_none_and_ends_none(as_role, owner, couple, filled):
    assistant = as_role("assistant")
    assert start(assistant, couple, filled).status_code == 403
    start(owner, couple, filled)
    assert assistant.post(reverse("emergency-end", args=[only().pk])).status_code == 403


def test_the_list_helps_while_it_is_empty_and_shows_what_was(owner, couple, filled):
    assert "None so far" in owner.get(reverse("emergencies")).content.decode()
    start(owner, couple, filled)
    assert (
        couple.client.name.replace("&", "&amp;")
        in owner.get(reverse("emergencies")).content.decode()
    )


def test_nobody_sees_anothers(stranger, owner, couple, filled):
    start(owner, couple, filled)
    assert stranger.get(reverse("emergency", args=[only().pk])).status_code == 404
    assert stranger.post(reverse("emergency-end", args=[only().pk])).status_code == 404
