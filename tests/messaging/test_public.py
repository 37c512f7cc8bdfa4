"""What a recipient can do with a link, and what nobody can do with a forged one."""

import pytest
from django.conf import settings as django_settings

from messaging import links
from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Consent, DeliveryEvent
from tests.factories import MembershipFactory, MessageFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(account, sandbox):
    message = MessageFactory()
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    return message


def path(purpose, message, index=0):
    target = links.Target(message.vendor_id, message.pk, index)
    return links.url("", purpose, target, max(django_settings.TOKEN_KEYS))


def facts(message):
    with operator():
        return list(DeliveryEvent.objects.filter(message=message).values_list("kind", flat=True))


def test_an_open_is_noted(client, sent):
    answer = client.get(path("open", sent))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/gif")
    assert facts(sent) == ["opened"]


def test_a_click_leads_where_the_message_said(client, sent):
    answer = client.get(path("click", sent), headers={"User-Agent": "Firefox"})

    assert (answer.status_code, answer["Location"]) == (302, "https://fern.example/answer")
    assert facts(sent) == ["clicked"]


def test_nobody_can_choose_where_a_click_leads(client, sent):
    answer = client.get(path("click", sent) + "?url=https://evil.example/")

    assert answer["Location"] == "https://fern.example/answer"
    assert client.get(path("click", sent, index=7)).status_code == 404


def test_looking_at_the_unsubscribe_page_changes_nothing(client, sent):
    answer = client.get(path("unsubscribe", sent))

    assert answer.status_code == 200
    assert facts(sent) == []


def test_one_click_unsubscribes_without_cookies(client, sent):
    answer = client.post(path("unsubscribe", sent), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    with operator():
        said = {(c.purpose, c.granted, c.basis) for c in Consent.objects.all()}
    assert said == {("marketing", False, "one-click"), ("helpful", False, "one-click")}


@pytest.mark.parametrize("purpose", ["open", "click", "unsubscribe"])
def test_a_member_of_another_vendor_may_follow_a_link_too(client, sent, purpose):
    client.force_login(MembershipFactory().user)

    assert client.get(path(purpose, sent)).status_code in {200, 302}


def test_saying_no_twice_is_one_no(client, sent):
    for _ in range(2):
        client.post(path("unsubscribe", sent))

    with operator():
        assert Consent.objects.count() == 2


def test_after_a_no_nothing_more_comes(client, sent, account, sandbox, now_of):
    client.post(path("unsubscribe", sent))
    another = MessageFactory(person=sent.person, wedding=sent.wedding, variant=sent.variant)

    deliver(claim(another.vendor_id, "email", another.priority, 10), account)

    assert now_of(another).state == "suppressed"
    assert len(sandbox.accepted()) == 1


@pytest.mark.parametrize("purpose", ["open", "click", "unsubscribe"])
def test_a_forged_token_is_not_found(client, sent, purpose):
    genuine = path(purpose, sent)
    changed = genuine[:-6] + ("A" if genuine[-6] != "A" else "B") + genuine[-5:]

    assert client.get(changed).status_code == 404
    assert facts(sent) == []


def test_a_token_of_another_purpose_is_not_found(client, sent):
    swapped = path("open", sent).replace("/o/", "/u/")

    assert client.post(swapped).status_code == 404


def test_a_token_of_another_vendor_finds_nothing(client, sent):
    stranger = MessageFactory()
    crossed = links.Target(stranger.vendor_id, sent.pk)
    url = links.url("", "click", crossed, max(django_settings.TOKEN_KEYS))

    assert client.get(url).status_code == 404
    assert facts(sent) == []


def test_a_message_nobody_knows_is_not_found(client, sent):
    unknown = links.Target(sent.vendor_id, uuid7())
    url = links.url("", "click", unknown, max(django_settings.TOKEN_KEYS))

    assert client.get(url).status_code == 404
