"""A test to oneself goes the way of every message, and stands in nobody's list."""

import pytest
from django.utils.timezone import now as current_time

from messaging.models import Message
from messaging.send_test import SOURCE, send_test
from tests.factories import VariantFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Client


def sent(vendor, variant):
    with tenant(vendor.pk):
        return send_test(vendor, variant, "ana@alder.example", current_time(), actor="user:1")


def test_each_test_is_a_message_of_its_own_to_one_couple_of_one(vendor):
    variant = VariantFactory(version__template__vendor=vendor)

    first, second = sent(vendor, variant), sent(vendor, variant)

    with tenant(vendor.pk):
        assert first != second
        assert Message.objects.count() == 2
        client = Client.objects.get(source=SOURCE)
        assert client.archived_at is not None
        assert client.people.get().email == "ana@alder.example"


def test_what_is_not_said_by_email_is_refused(vendor):
    variant = VariantFactory(version__template__vendor=vendor, channel="sms")

    with pytest.raises(Refusal, match="e-mail"):
        sent(vendor, variant)
