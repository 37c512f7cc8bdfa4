"""A mail that somebody opens in a browser is the one that left."""

import pytest
from django.conf import settings as django_settings

from messaging import links
from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import DeliveryEvent, Handed
from tests.factories import MessageFactory, PersonFactory, VariantFactory
from tests.messaging.handing import handed
from tests.wedsync.dashboard.markup import policy
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db
KEYS = {1: b"1" * 32, 2: b"2" * 32}


@pytest.fixture
def sent(account, sandbox):
    message = MessageFactory(person__language="es")
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    return message


def path(message, purpose="browser"):
    target = links.Target(message.vendor_id, message.pk)
    return links.url("", purpose, target, max(django_settings.TOKEN_KEYS))


def test_the_bytes_are_those_that_left(client, sent, sandbox):
    (mail,) = sandbox.accepted(bodies=1)

    answer = client.get(path(sent))

    assert answer.content.decode() == mail["html"]


def test_every_mail_leads_there(sent, sandbox):
    (mail,) = sandbox.accepted(bodies=1)

    assert path(sent) in mail["html"]


def test_it_may_open_links_and_do_nothing_else(client, sent):
    rules = policy(client.get(path(sent)))

    assert rules["default-src"] == ["'none'"]
    assert rules["frame-ancestors"] == ["'none'"]
    assert rules["sandbox"] == ["allow-popups", "allow-popups-to-escape-sandbox"]
    assert "script-src" not in rules


def test_looking_at_it_is_no_open(client, sent):
    client.get(path(sent))

    with operator():
        assert not DeliveryEvent.objects.filter(message=sent, kind="opened").exists()


def test_what_was_erased_is_answered_kindly_in_their_language(client, sent):
    with operator():
        Handed.objects.filter(message=sent).update(context={})

    answer = client.get(path(sent))

    assert answer.status_code == 410
    assert "Esto ya no se guarda aquí" in answer.content.decode()


def test_a_message_that_is_gone_is_answered_kindly(client, sent):
    target = links.Target(sent.vendor_id, uuid7())

    answer = client.get(links.url("", "browser", target, max(django_settings.TOKEN_KEYS)))

    assert answer.status_code == 410
    assert sent.vendor.name in answer.content.decode()


def test_a_vendor_that_is_gone_leaves_no_page(client, db):
    target = links.Target(uuid7(), uuid7())

    answer = client.get(links.url("", "browser", target, max(django_settings.TOKEN_KEYS)))

    assert answer.status_code == 404


@pytest.mark.parametrize("token", ["x", "AAAA", "a" * 200])
def test_a_link_that_was_cut_is_answered_kindly(client, db, token):
    answer = client.get(f"/v/{token}/", headers={"Accept-Language": "es"})

    assert answer.status_code == 404
    assert "Este enlace no está completo" in answer.content.decode()


def test_the_token_of_another_link_opens_nothing(client, sent):
    token = path(sent, "open").rstrip("/").rpartition("/")[2]

    assert client.get(f"/v/{token}/").status_code == 404


def test_a_mail_outlives_the_key_its_links_were_signed_with(client, settings, account, sandbox):
    settings.TOKEN_KEYS = {1: KEYS[1]}
    message = MessageFactory()
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    settings.TOKEN_KEYS = {2: KEYS[2]}
    target = links.Target(message.vendor_id, message.pk)

    answer = client.get(links.url("", "browser", target, 2))

    assert answer.status_code == 200


def test_a_text_message_is_no_mail(client, account):
    person = PersonFactory(phone="+14155550101")
    variant = VariantFactory(version__template__vendor=person.vendor, channel="sms")
    message = handed(account, person=person, channel="sms", variant=variant)

    assert client.get(path(message)).status_code == 410
