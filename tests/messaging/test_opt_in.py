"""A yes that is asked for by mail, and given on a page."""

import datetime as dt

import pytest
from django.conf import settings as django_settings
from django.utils.timezone import now

from messaging import links
from messaging.consent_texts import Topic, put
from messaging.models import Consent, Handover
from messaging.opt_in import LASTS, asked_by
from tests.factories import PersonFactory, VariantFactory
from tests.messaging.handing import handed
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(account):
    return handed(account, purpose="helpful")


def path(message):
    target = links.Target(message.vendor_id, message.pk)
    return links.url("", "opt_in", target, max(django_settings.TOKEN_KEYS))


def words_of(message):
    with operator():
        rows = Consent.objects.filter(person=message.person).order_by("id")
        return [(row.channel, row.purpose, row.granted, row.basis) for row in rows]


YES = ("email", "marketing", True, "double-opt-in")


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client, message, method):
    assert getattr(client, method)(path(message)).status_code == 200
    assert words_of(message) == []


def test_the_button_says_yes(client, message):
    answer = client.post(path(message), {"version": "0"})

    assert "Thank you, it is noted" in answer.content.decode()
    assert words_of(message) == [YES]


def test_twice_is_once(client, message):
    client.post(path(message), {"version": "0"})
    client.post(path(message), {"version": "0"})

    assert words_of(message) == [YES]


def test_what_they_agreed_to_is_on_record_with_where_and_when(client, message):
    with tenant(message.vendor_id):
        topic = Topic("email", "marketing", "en")
        put(message.vendor, topic, "Two letters a year about albums.", 0, actor="user:1")

    client.post(path(message), {"version": "1"}, HTTP_USER_AGENT="Mail/1.0")

    with operator():
        row = Consent.objects.get(person=message.person)
        asked = Handover.objects.get(members__message=message).intent_at
    assert row.address == message.person.email
    assert row.evidence == {
        "message": str(message.pk),
        "asked_at": asked.isoformat(),
        "words": "Two letters a year about albums.",
        "version": "1",
        "language": "en",
        "page": "opt-in",
        "ip": "127.0.0.1",
        "agent": "Mail/1.0",
    }


def test_words_that_changed_meanwhile_are_read_again_first(client, message):
    with tenant(message.vendor_id):
        topic = Topic("email", "marketing", "en")
        put(message.vendor, topic, "Two letters a year about albums.", 0, actor="user:1")

    answer = client.post(path(message), {"version": "0"})

    assert answer.status_code == 409
    assert "Two letters a year about albums." in answer.content.decode()
    assert words_of(message) == []


def test_the_question_runs_out(client, message):
    with operator():
        long_ago = now() - LASTS - dt.timedelta(seconds=1)
        Handover.objects.filter(members__message=message).update(intent_at=long_ago)

    answer = client.post(path(message), {"version": "0"})

    assert answer.status_code == 410
    assert words_of(message) == []


def test_it_asks_in_their_language(client, account):
    message = handed(account, person=PersonFactory(language="es-MX"))

    assert "Novedades y ofertas" in client.get(path(message)).content.decode()


def test_a_yes_is_for_the_channel_that_asked(client, account):
    person = PersonFactory(phone="+14155550101")
    variant = VariantFactory(version__template__vendor=person.vendor, channel="sms")
    message = handed(account, person=person, channel="sms", variant=variant)

    client.post(path(message), {"version": "0"})

    assert words_of(message) == [("sms", "marketing", True, "double-opt-in")]


def test_nobody_is_asked_on_their_own_page(account):
    person = PersonFactory()
    variant = VariantFactory(version__template__vendor=person.vendor, channel="in_app")
    message = handed(account, person=person, channel="in_app", variant=variant)

    with tenant(message.vendor_id):
        assert asked_by(message.pk) is None


def test_a_question_that_is_kept_no_longer_is_answered_kindly(client, message):
    target = links.Target(message.vendor_id, uuid7())

    answer = client.get(links.url("", "opt_in", target, max(django_settings.TOKEN_KEYS)))

    assert answer.status_code == 410


@pytest.mark.parametrize("token", ["x", "AAAA", "a" * 200])
def test_a_link_that_was_cut_is_answered_kindly(client, db, token):
    assert client.post(f"/y/{token}/").status_code == 404
