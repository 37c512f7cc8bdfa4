"""Operators find a message, let it go, and write down what somebody said."""

import pytest

from messaging.models import Consent, Message
from messaging.shift import hold
from tests.factories import (
    MessageFactory,
    PersonFactory,
    UserFactory,
)
from tests.wedsync.forms import form_of
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

MESSAGES, CONSENTS = "/admin/messaging/message/", "/admin/messaging/consent/"


@pytest.fixture
def office(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def act(client, page, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    response = client.post(page, data, follow=True)
    return [str(message) for message in response.context["messages"]]


def found(client, page, term):
    return list(client.get(page, {"q": term}).context["cl"].result_list)


def test_a_held_message_is_released(office):
    message = MessageFactory()
    with tenant(message.vendor_id):
        hold([message.pk], "no address", None)

    said = act(office, MESSAGES, "release_held", message)

    assert said == ["1 released: the gates judge them again."]
    with operator():
        assert Message.objects.get(pk=message.pk).state == "queued"


def test_what_is_not_dead_is_not_revived(office):
    assert act(office, MESSAGES, "revive_dead", MessageFactory()) == [
        "0 revived: the gates judge them again."
    ]


def test_who_may_only_look_finds_no_action(client):
    client.force_login(UserFactory(is_staff=True))
    MessageFactory()

    assert client.get(MESSAGES).status_code == 403


@pytest.mark.parametrize("by", ["pk", "person_id", "wedding_id", "address", "slug"])
def test_a_message_is_found_by_what_people_have_at_hand(office, by):
    message, _other = MessageFactory(), MessageFactory()
    terms = {"address": message.person.email.upper(), "slug": message.vendor.slug}

    term = terms.get(by) or str(getattr(message, by))

    assert found(office, MESSAGES, term) == [message]


def test_a_ledger_is_not_rewritten(office):
    message = MessageFactory()

    assert office.get(f"{MESSAGES}add/").status_code == 403
    assert office.post(f"{MESSAGES}{message.pk}/change/", {"state": "sent"}).status_code == 403


def test_consent_is_added_for_the_persons_own_vendor(office):
    person = PersonFactory()
    data = form_of(office, f"{CONSENTS}add/") | {
        "person": person.pk, "address": person.email, "channel": "email", "purpose": "marketing",
        "granted": "on", "basis": "express", "evidence": '{"said": "by telephone"}',
    }  # fmt: skip

    response = office.post(f"{CONSENTS}add/", data)

    assert response.status_code == 302
    with tenant(person.vendor_id):
        consent = Consent.objects.get()
    assert (consent.person_id, consent.granted, consent.basis) == (person.pk, True, "express")
    url = f"{CONSENTS}{consent.pk}/change/"
    assert office.post(url, {"granted": ""}).status_code == 403
