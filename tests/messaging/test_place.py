"""A letter of nobody we knew, once it is known whose it is."""

import pytest
from django.utils import timezone

from messaging.models import Inbound, Thread, ToDo
from messaging.place import place
from messaging.todo import ask
from tests.factories import PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(vendor):
    return PersonFactory(client__vendor=vendor)


def test_it_lies_in_the_thread_and_the_question_is_answered(vendor, lena):
    wedding = WeddingFactory(client=lena.client)
    with tenant(vendor.pk):
        ask(vendor.pk, "reply", "email:form@portal.example", "Who is it?")
        ask(vendor.pk, "reply", "email:else@example.com", "Who is it?")
        told = {"channel": "email", "address": "form@portal.example", "event_key": "e1"}
        letter = Inbound.objects.create(vendor=vendor, at=timezone.now(), **told)

        place(letter.pk, lena, wedding)
        place(letter.pk, lena, wedding)

        thread = Thread.objects.get(person=lena)
        letter.refresh_from_db()
        open_ones = ToDo.objects.filter(done_at=None)
        assert (letter.thread_id, thread.unread, thread.wedding_id) == (thread.pk, 1, wedding.pk)
        assert [one.key for one in open_ones] == ["reply:email:else@example.com"]
