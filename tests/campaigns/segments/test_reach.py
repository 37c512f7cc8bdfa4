"""Roles as a condition: everybody of some, or the first who can be reached."""

import pytest

from campaigns.segments.audience import parse, people
from messaging.models import Suppression
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.lib.ids import uuid7

ROLES = ("partner_b", "partner_a", "planner", "day_of", "parent")


@pytest.fixture
def client(vendor, as_vendor):
    """A couple with somebody of every role."""
    client = ClientFactory(vendor=vendor)
    WeddingFactory(client=client)
    for role in ROLES:
        PersonFactory(client=client, role=role, email=f"{role}@example.com", phone="")
    return client


def roles(whom, **given):
    found = people(parse({"role": whom, "conditions": [], **given}))
    return sorted(found.values_list("role", flat=True))


@pytest.mark.parametrize(
    ("whom", "expected"),
    [
        ("primary", ["partner_a"]),
        ("other", ["partner_b"]),
        ("couple", ["partner_a", "partner_b"]),
        ("planner", ["planner"]),
        ("day_of", ["day_of"]),
        ("parent", ["parent"]),
        ("reachable", ["partner_a"]),
        ("then_other", ["partner_a"]),
    ],
)
def test_each_role_means_its_people(client, whom, expected):
    assert roles(whom) == expected


def test_without_an_address_it_is_the_next_ones_turn(client):
    client.people.filter(role="partner_a").update(email="")

    assert roles("reachable") == ["partner_b"]
    assert roles("then_other") == ["partner_b"]


def test_a_closed_address_reaches_nobody(client, vendor):
    for role in ("partner_a", "partner_b"):
        Suppression.objects.create(
            id=uuid7(), vendor=vendor, channel="email", address=f"{role}@example.com", reason="x"
        )

    assert roles("reachable") == ["planner"]
    assert roles("then_other") == []


def test_reachable_is_meant_on_the_channel(client):
    client.people.filter(role="parent").update(phone="+15035550101")

    assert roles("reachable", channel="sms") == ["parent"]


def test_two_of_the_same_role_are_still_one_first(client):
    PersonFactory(client=client, role="partner_a")

    assert roles("then_other") == ["partner_a"]
    assert roles("primary") == ["partner_a", "partner_a"]
