"""The words that people agree to are numbered, and never changed."""

import pytest
from django.db import DatabaseError, transaction

from messaging.consent_texts import Topic, Wording, put, topics, versions, wordings
from messaging.models import Consent, ConsentText
from messaging.preferences import choices_of, choose
from tests.factories import PersonFactory, VendorFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
NEWS = Topic("email", "marketing", "en")


@pytest.fixture
def vendor():
    vendor = VendorFactory()
    with tenant(vendor.pk):
        yield vendor


def test_without_a_word_of_the_vendors_the_house_speaks(vendor):
    found = wordings(vendor)

    assert set(found) == set(topics())
    assert found[NEWS] == Wording("News and offers", 0)
    assert found[NEWS._replace(language="es")] == Wording("Novedades y ofertas", 0)


def test_other_words_are_another_number(vendor):
    put(vendor, NEWS, "Two letters a year about albums.", 0, actor="user:1")
    put(vendor, NEWS, "  One letter a year\nabout albums. ", 1, actor="user:1")

    assert wordings(vendor, "en")[NEWS] == Wording("One letter a year about albums.", 2)
    assert [row.number for row in versions(vendor, NEWS)] == [2, 1]


def test_the_same_words_make_no_number(vendor):
    put(vendor, NEWS, "Two letters a year about albums.", 0, actor="user:1")

    assert put(vendor, NEWS, "Two letters a year about albums.", 1, actor="user:1").number == 1


@pytest.mark.parametrize("text", ["", "Too short", "x" * 601])
def test_too_little_and_too_much_are_refused(vendor, text):
    with pytest.raises(Refusal, match="between 10 and 600"):
        put(vendor, NEWS, text, 0, actor="user:1")


def test_a_topic_that_nobody_is_asked_about_is_refused(vendor):
    with pytest.raises(Refusal, match="no such consent"):
        put(vendor, Topic("push", "marketing", "en"), "Words enough.", 0, actor="user:1")


def test_nobody_overwrites_what_they_have_not_seen(vendor):
    put(vendor, NEWS, "Two letters a year about albums.", 0, actor="user:1")

    with pytest.raises(Refusal, match="Somebody else"):
        put(vendor, NEWS, "Something else entirely.", 0, actor="user:2")


def test_what_was_agreed_to_can_not_be_rewritten(vendor):
    put(vendor, NEWS, "Two letters a year about albums.", 0, actor="user:1")

    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentText.objects.update(text="Something else")


def test_the_ledger_names_the_version_somebody_agreed_to():
    person = PersonFactory()
    with tenant(person.vendor_id):
        put(person.vendor, NEWS, "Two letters a year about albums.", 0, actor="user:1")
        wanted = [one.key for one in choices_of(person) if one.wanted]
        choose(person, [*wanted, "email:marketing"], {"page": "test"})

    with operator():
        evidence = Consent.objects.get(person=person).evidence
    assert evidence == {
        "words": "Two letters a year about albums.",
        "version": "1",
        "page": "test",
    }
