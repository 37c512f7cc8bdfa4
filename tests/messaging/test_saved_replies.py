"""Saved replies, filled in by the renderer that sends."""

import pytest
from django.utils.timezone import now

from messaging.models import SavedReply, Thread
from messaging.saved_replies import filled_in, forget_reply, save_reply
from tests.factories import PersonFactory, WeddingFactory
from wedsync.lib.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_vendor")]


@pytest.fixture
def thread(vendor):
    person = PersonFactory(client__vendor=vendor, given_name="Lena")
    wedding = WeddingFactory(client=person.client, venue_name="Fern Hall")
    return Thread.objects.create(vendor=vendor, person=person, wedding=wedding)


def kept(vendor, text, name="Parking"):
    return save_reply(vendor, name, text, actor="user:1")


def test_it_speaks_to_whoever_is_answered(vendor, thread):
    saved = kept(vendor, "Hi {{ person.first_name }}, {{ wedding.venue }} has twenty places.")

    assert filled_in(saved, thread, now()) == "Hi Lena, Fern Hall has twenty places."


def test_a_gap_is_named_and_nothing_is_filled_in(vendor, thread):
    thread.wedding.venue_name = ""
    thread.wedding.save()
    saved = kept(vendor, "See you at {{ wedding.venue }}.")

    with pytest.raises(Refusal, match=r"wedding\.venue"):
        filled_in(saved, thread, now())


def test_under_the_same_name_the_new_words_stand(vendor):
    kept(vendor, "Old words")
    kept(vendor, "New words")

    assert SavedReply.objects.get().text == "New words"


@pytest.mark.parametrize(
    ("name", "text"),
    [("", "Words"), ("Name", "  "), ("Name", "{{ person.shoe_size }}"), ("Name", "{% if %}")],
)
def test_what_could_never_be_filled_in_is_refused(vendor, name, text):
    with pytest.raises(Refusal):
        kept(vendor, text, name)
    assert not SavedReply.objects.exists()


def test_forgetting_twice_is_once(vendor):
    saved = kept(vendor, "Words")

    forget_reply(vendor, saved.pk, actor="user:1")
    forget_reply(vendor, saved.pk, actor="user:1")

    assert not SavedReply.objects.exists()
