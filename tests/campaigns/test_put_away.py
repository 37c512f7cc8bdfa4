"""A couple that is put away: nothing more leaves to them, and what they were told stays."""

import pytest

from campaigns.put_away import fetch_back, put_away
from messaging.models import Message
from messaging.states import State
from tests.campaigns.inside import NOW, entered, published, rows, step
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Client

pytestmark = pytest.mark.django_db


def test_what_waits_is_cancelled_and_what_left_stays(vendor):
    person = PersonFactory(client__vendor=vendor)
    states = (State.SCHEDULED, State.QUEUED, State.HELD, State.DELIVERED)
    theirs = [one.pk for one in messages_of(running(vendor, *states))]
    with tenant(vendor.pk):
        Message.objects.filter(pk__in=theirs).update(person=person)
    (other,) = messages_of(running(vendor, State.QUEUED))

    with tenant(vendor.pk):
        put_away(person.client, NOW, actor="user:1")

        found = dict(Message.objects.values_list("pk", "state"))
    assert sorted(found[pk] for pk in theirs) == [*["cancelled"] * 3, "delivered"]
    assert found[other.pk] == "queued"


def test_their_plans_end_and_twice_is_once(vendor):
    wedding = WeddingFactory(client__vendor=vendor)
    inside = entered(published(vendor, step("hello")), wedding)[0]

    with tenant(vendor.pk):
        put_away(wedding.client, NOW, actor="user:1")
        put_away(wedding.client, NOW, actor="user:1")

        assert [row.state for row in rows(inside).values()] == ["skipped"]
        assert Client.objects.get(pk=wedding.client_id).archived_at == NOW
        assert Event.objects.filter(verb="client.put_away").count() == 1


def test_who_is_fetched_back_is_in_the_lists_again(vendor):
    client = ClientFactory(vendor=vendor, archived_at=NOW)

    with tenant(vendor.pk):
        fetch_back(client, actor="user:1")
        fetch_back(client, actor="user:1")

        assert Client.objects.get(pk=client.pk).archived_at is None
        assert Event.objects.filter(verb="client.fetched_back").count() == 1
