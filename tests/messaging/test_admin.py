"""Operators find a message, let it go, and write down what somebody said."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from messaging.models import Consent, Inbound, InboxEvent, Message, Note, Thread, ToDo
from messaging.shift import hold
from tests.factories import AccountFactory, MessageFactory, PersonFactory, UserFactory
from tests.messaging.test_revive import dead
from tests.wedsync.forms import form_of
from tests.wedsync.visits import visiting_everybody
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

MESSAGES, CONSENTS = "/admin/messaging/message/", "/admin/messaging/consent/"
ACCOUNTS = "/admin/messaging/provideraccount/"


@pytest.fixture
def office(client):
    visiting_everybody(client, UserFactory(is_staff=True, is_superuser=True))
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


def test_what_waits_for_approval_is_approved(office):
    message = MessageFactory(awaits_approval=True)

    said = act(office, MESSAGES, "approve_waiting", message)

    assert said == ["1 approved: the gates judge them again."]


def test_dead_letters_are_a_list_with_reason_and_age(office):
    letter, _alive = dead(), MessageFactory()

    page = office.get(MESSAGES, {"state__exact": "dead"})

    assert list(page.context["cl"].result_list) == [letter]
    assert "it will never be known" in page.content.decode()
    assert "0\xa0minutes" in page.content.decode()


def test_what_can_be_tried_again_is_and_the_rest_is_explained(office):
    letter, late = dead(), dead(expires_at=now() - timedelta(hours=1))

    said = act(office, MESSAGES, "revive_dead", letter, late)

    assert said == [
        "1 revived: the gates judge them again.",
        "1 left as they are: too late to be of use.",
    ]


def test_who_revives_too_many_is_told_when_to_come_back(office, settings):
    settings.REVIVALS_PER_MINUTE = 0

    (said,) = act(office, MESSAGES, "revive_dead", dead())

    assert said.startswith("0 in a minute are the most; there is room again in")


def test_an_account_that_rests_is_woken(office):
    account = AccountFactory(
        failures=5, rests_until=now() + timedelta(minutes=9), trouble="who are you?"
    )

    assert act(office, ACCOUNTS, "wake_up", account) == ["1 woken."]

    with operator():
        account.refresh_from_db()
    assert (account.failures, account.rests_until, account.trouble) == (0, None, "")
    assert act(office, ACCOUNTS, "wake_up", account) == [f"{account} is not resting."]


def test_waking_a_vendors_own_account_is_in_its_history(office):
    account = AccountFactory(vendor=MessageFactory().vendor, failures=5)

    act(office, ACCOUNTS, "wake_up", account)

    with operator():
        assert Event.objects.get(vendor=account.vendor).verb == "account.woken"


def test_an_accounts_page_says_how_it_is_doing(office):
    account = AccountFactory(failures=5, slowness=0.25, slowed_at=now())

    page = office.get(f"{ACCOUNTS}{account.pk}/change/").content.decode()

    assert "25%" in page


def test_what_somebody_wrote_is_not_for_operators(office):
    person = PersonFactory()
    with tenant(person.vendor_id):
        thread = Thread.objects.create(vendor=person.vendor, person=person)
        inbound = Inbound.objects.create(
            vendor=person.vendor, thread=thread, channel="sms", address="+14155550123",
            subject="our secret", text="our secret", event_key="k", at=now(),
        )  # fmt: skip
        todo = ToDo.objects.create(
            vendor=person.vendor, kind="reply", key="reply:our secret", text="our secret"
        )
        note = Note.objects.create(
            vendor=person.vendor, message=MessageFactory(person=person), person=person,
            title="our secret", body="our secret",
        )  # fmt: skip
    with operator():
        event = InboxEvent.objects.create(
            account=AccountFactory(), event_key="e", kind="reply", occurred_at=now(),
            payload={"channel": "sms", "text": "our secret", "subject": "our secret"},
        )  # fmt: skip

    for row in (inbound, todo, note, event):
        page = f"/admin/messaging/{row._meta.model_name}/"
        for address in (page, f"{page}{row.pk}/change/"):
            shown = office.get(address).content.decode()
            assert "our secret" not in shown


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
