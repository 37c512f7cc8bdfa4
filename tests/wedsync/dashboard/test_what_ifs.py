"""What if the rules were others: asked of one message, with and without JavaScript."""

import datetime as dt

import pytest
from django.urls import reverse

from messaging.decide import decide
from messaging.gather import facts_for, load
from messaging.models import Consent, Message
from tests.factories import MessageFactory, PersonFactory
from tests.wedsync.dashboard.test_messages import text_of
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person

NIGHT = dt.datetime(2027, 6, 16, 23, tzinfo=dt.UTC)


@pytest.fixture
def person(vendor):
    """In Berlin, as the vendor is."""
    vendor.timezone = "Europe/Berlin"
    with operator():
        vendor.save(update_fields=["timezone"])
    address = {"phone": "+4915112345678", "email": "lena@example.com"}
    return PersonFactory(client__vendor=vendor, timezone="Europe/Berlin", **address)


@pytest.fixture
def message(person):
    return MessageFactory(person=person, purpose="helpful")


@pytest.fixture
def text(person):
    given = {"channel": "sms", "purpose": "contractual"}
    with operator():
        Consent.objects.create(vendor=person.vendor, person=person, granted=True, **given)
    return MessageFactory(person=person, **given)


def looked_at(message, now=NIGHT):
    with tenant(message.vendor_id):
        found = load(Message.objects.filter(pk=message.pk))
        decide(found, facts_for(found, message.vendor, now), now)


def asked(client, message, *, part=False, **changes):
    headers = {"HX-Request": "true"} if part else {}
    response = client.get(reverse("message-what-if", args=[message.pk]), changes, headers=headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_its_page_offers_the_question(owner, message):
    looked_at(message)
    assert reverse("message-what-if", args=[message.pk]) in text_of(owner, message)


def test_it_says_when_it_would_leave_without_quiet_hours(owner, text):
    looked_at(text)

    assert "It would leave on Thu 17 Jun 2027, 08:00 CEST" in asked(owner, text)
    assert "It could leave at once." in asked(owner, text, quiet="off")


def test_stricter_rules_show_what_stands_in_the_way(owner, message):
    looked_at(message, NIGHT.replace(day=5, hour=12))

    text = asked(owner, message, saturdays="closed")

    assert "It would leave on Sun 6 Jun 2027, 00:00 CEST" in text
    assert "It is Saturday where they are" in text


def test_htmx_gets_the_part_alone(owner, message):
    looked_at(message)
    assert "<html" not in asked(owner, message, part=True, quiet="off")
    assert "<html" in asked(owner, message, quiet="off")


def test_nobody_asks_in_vain(owner, message):
    assert "Nobody has looked at it yet" in asked(owner, message)
    assert "50" in asked(owner, message, cap="500")


def test_what_no_rule_of_theirs_stops_stays_where_it_is(owner, message):
    with operator():
        Person.objects.filter(pk=message.person_id).update(email="")
    looked_at(message)
    assert "It would not leave by itself." in asked(owner, message, quiet="off")


def test_a_stranger_sees_nothing(owner):
    theirs = MessageFactory()
    url = reverse("message-what-if", args=[theirs.pk])
    assert owner.get(url).status_code == 404
