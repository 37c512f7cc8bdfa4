"""The same thing said twice is said once."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.accept import Draft, accept
from messaging.models import Message
from messaging.policy.facts import Purpose
from tests.factories import PersonFactory, VariantFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    person = PersonFactory()
    variant = VariantFactory(version__template__vendor=person.vendor)
    with tenant(person.vendor_id):
        yield Draft(person.pk, None, variant.pk, "email", Purpose.HELPFUL, "why", now()), person


def test_twice_is_once(draft):
    one, person = draft

    first = accept(person.vendor_id, [one], now())
    again = accept(person.vendor_id, [one], now())

    assert first == again
    assert Message.objects.count() == 1


def test_what_is_due_queues_and_what_lies_ahead_is_scheduled(draft):
    one, person = draft
    ahead = Draft(**{**vars(one), "dedupe_key": "b", "not_before": now() + dt.timedelta(days=1)})

    accept(person.vendor_id, [one, ahead], now())

    states = dict(Message.objects.values_list("dedupe_key", "state"))
    assert states == {"why": "queued", "b": "scheduled"}
