"""The same thing said twice is said once."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.accept import Draft, accept
from messaging.models import Message
from messaging.policy.facts import Purpose
from tests.factories import PersonFactory, VariantFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
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
    ahead = one._replace(dedupe_key="b", not_before=now() + dt.timedelta(days=1))

    accept(person.vendor_id, [one, ahead], now())

    states = dict(Message.objects.values_list("dedupe_key", "state"))
    assert states == {"why": "queued", "b": "scheduled"}


def emergencies(person, variant_id, numbers):
    return [
        Draft(person.pk, None, variant_id, "email", Purpose.EMERGENCY, f"e:{number}", now())
        for number in numbers
    ]


def test_so_many_emergencies_an_hour_and_no_more(draft):
    one, person = draft
    Vendor.objects.filter(pk=person.vendor_id).update(emergency_cap=2)
    accept(person.vendor_id, emergencies(person, one.variant_id, [1]), now())

    with pytest.raises(Refusal, match="At most 2 emergencies an hour"):
        accept(person.vendor_id, emergencies(person, one.variant_id, [2, 3]), now())

    assert Message.objects.count() == 1


def test_an_emergency_said_twice_counts_once(draft):
    one, person = draft
    Vendor.objects.filter(pk=person.vendor_id).update(emergency_cap=2)

    for _ in range(3):
        accept(person.vendor_id, emergencies(person, one.variant_id, [1, 2]), now())

    assert Message.objects.count() == 2


def test_an_hour_later_there_is_room_again(draft):
    one, person = draft
    Vendor.objects.filter(pk=person.vendor_id).update(emergency_cap=1)
    accept(person.vendor_id, emergencies(person, one.variant_id, [1]), now())

    later = now() + dt.timedelta(hours=1)
    accept(person.vendor_id, emergencies(person, one.variant_id, [2]), later)

    assert Message.objects.count() == 2


def test_the_cap_is_for_emergencies_only(draft):
    one, person = draft
    Vendor.objects.filter(pk=person.vendor_id).update(emergency_cap=0)

    accept(person.vendor_id, [one], now())

    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("purpose", "priority"),
    [("emergency", 0), ("contractual", 1), ("helpful", 2), ("marketing", 3)],
)
def test_what_it_is_for_decides_its_lane(draft, purpose, priority):
    one, person = draft

    accept(person.vendor_id, [one._replace(purpose=Purpose(purpose))], now())

    assert Message.objects.get().priority == priority
