"""A test to oneself goes the way of every message, and stands in nobody's list."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from messaging.gather import load
from messaging.models import Message
from messaging.send_test import MOST, SOURCE, WITHIN, Oneself, send_test
from messaging.trial import As
from messaging.tried_as import as_meant
from tests.factories import PersonFactory, VariantFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Client

ME = Oneself("ana@alder.example")


def sent(vendor, variant, to=ME, now=None, meant=None):
    with tenant(vendor.pk):
        return send_test(vendor, variant, to, now or current_time(), actor="user:1", meant=meant)


def test_each_test_is_a_message_of_its_own_to_one_couple_of_one(vendor):
    variant = VariantFactory(version__template__vendor=vendor)

    first, second = sent(vendor, variant), sent(vendor, variant)

    with tenant(vendor.pk):
        assert first != second
        assert Message.objects.count() == 2
        client = Client.objects.get(source=SOURCE)
        assert client.archived_at is not None
        assert client.people.get().email == "ana@alder.example"


def test_a_text_message_goes_to_the_number_one_names(vendor):
    variant = VariantFactory(version__template__vendor=vendor, channel="sms")

    pk = sent(vendor, variant, Oneself(ME.email, "+1 (415) 555-0100"))

    with tenant(vendor.pk):
        message = Message.objects.select_related("person").get(pk=pk)
        assert (message.channel, message.person.phone) == ("sms", "+14155550100")


def test_without_a_number_a_text_message_is_refused(vendor):
    variant = VariantFactory(version__template__vendor=vendor, channel="whatsapp")

    with pytest.raises(Refusal, match="your own number"):
        sent(vendor, variant, Oneself(ME.email, "415 555"))


def test_it_is_written_as_for_the_couple_and_the_day_it_was_looked_at(vendor):
    anna = PersonFactory(client__vendor=vendor, given_name="Anna", role="partner_a")
    wedding = WeddingFactory(client=anna.client, date=dt.date(2027, 6, 19))
    variant = VariantFactory(version__template__vendor=vendor)

    pk = sent(vendor, variant, meant=As(anna.pk, wedding.pk, dt.date(2027, 6, 9)))

    with tenant(vendor.pk):
        values = as_meant(load(Message.objects.all()), vendor)[pk]
    assert values["person"]["first_name"] == "Anna"
    assert values["wedding"]["days_to_go"] == 10


def test_whoever_is_gone_or_of_another_couple_is_nobody(vendor):
    anna, paul = PersonFactory(client__vendor=vendor), PersonFactory(client__vendor=vendor)
    wedding = WeddingFactory(client=anna.client)
    variant = VariantFactory(version__template__vendor=vendor)

    sent(vendor, variant, meant=As(paul.pk, wedding.pk, dt.date(2027, 6, 9)))

    with tenant(vendor.pk):
        assert as_meant(load(Message.objects.all()), vendor) == {}


def test_an_hour_has_room_for_so_many(vendor):
    variant, now = VariantFactory(version__template__vendor=vendor), current_time()
    for _ in range(MOST):
        sent(vendor, variant)

    with pytest.raises(Refusal, match="wait a little"):
        sent(vendor, variant)
    assert sent(vendor, variant, now=now + WITHIN + dt.timedelta(minutes=5))
