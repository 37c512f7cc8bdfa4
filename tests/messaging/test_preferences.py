"""What a person wants to hear, and the page where they say so."""

import pytest
from django.conf import settings
from django.urls import reverse

from messaging.links import private_url
from messaging.models import Consent, Suppression
from messaging.preferences import choices_of, choose
from messaging.suppress import OPTED_OUT
from tests.factories import PersonFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory(phone="+14155550101")


def page_of(person):
    return private_url("", "preferences", person.vendor_id, person.pk, max(settings.TOKEN_KEYS))


def words_of(person):
    with tenant(person.vendor_id):
        rows = Consent.objects.filter(person=person)
        return {(row.channel, row.purpose, row.granted, row.basis) for row in rows}


def test_only_ways_that_lead_somewhere_are_offered():
    person = PersonFactory(phone="")

    with tenant(person.vendor_id):
        offered = {choice.channel for choice in choices_of(person)}

    assert offered == {"email"}


def test_nobody_who_was_never_asked_wants_news(person):
    with tenant(person.vendor_id):
        wanted = {choice.key for choice in choices_of(person) if choice.wanted}

    assert wanted == {"email:helpful", "sms:helpful", "whatsapp:helpful", "email:opens"}


def test_who_is_not_watched_is_not_asked_about_it(person):
    with tenant(person.vendor_id):
        person.vendor.track_opens = False
        offered = {choice.key for choice in choices_of(person)}

    assert not any("opens" in key for key in offered)


def test_only_what_changes_is_noted(person):
    with tenant(person.vendor_id):
        wanted = [choice.key for choice in choices_of(person) if choice.wanted]
        first = choose(person, [*wanted, "email:marketing"], {"page": "test"})
        again = choose(person, [*wanted, "email:marketing"], {"page": "test"})

    assert (first, again) == (1, 0)
    assert words_of(person) == {("email", "marketing", True, "preferences")}


def test_what_was_ended_by_stop_no_page_can_open_again(client, person):
    with tenant(person.vendor_id):
        Suppression.objects.create(
            vendor=person.vendor, channel="sms", address=person.phone, reason=OPTED_OUT
        )

        offered = {choice.channel for choice in choices_of(person)}

    assert offered == {"email", "whatsapp"}
    assert "write START" in client.get(page_of(person)).content.decode()


def test_a_no_given_for_the_address_by_another_is_shown(person):
    other = PersonFactory(client=person.client, phone=person.phone)
    with tenant(person.vendor_id):
        choose(other, ["whatsapp:helpful", "email:helpful", "email:open_tracking"], {})

        wanted = {choice.key for choice in choices_of(person) if choice.wanted}

    assert "sms:helpful" not in wanted


def test_a_key_that_was_not_offered_counts_for_nothing(person):
    with tenant(person.vendor_id):
        wanted = [choice.key for choice in choices_of(person) if choice.wanted]
        changed = choose(person, [*wanted, "push:marketing", "email:contractual"], {})

    assert changed == 0


def test_looking_at_the_page_changes_nothing(client, person):
    answer = client.get(page_of(person))

    assert answer.status_code == 200
    assert person.vendor.name in answer.content.decode()
    assert words_of(person) == set()


def test_saying_no_takes_no_sign_in(client, person):
    answer = client.post(page_of(person), {"wanted": ["sms:helpful", "whatsapp:helpful"]})

    assert "Saved" in answer.content.decode()
    assert words_of(person) == {
        ("email", "helpful", False, "preferences"),
        ("email", "opens", False, "preferences"),
    }


def test_what_was_said_is_on_record_with_where_it_was_said(client, person):
    client.post(page_of(person), {"wanted": ["email:marketing"]}, HTTP_USER_AGENT="Mail/1.0")

    with tenant(person.vendor_id):
        evidence = Consent.objects.filter(granted=True).get().evidence
    assert evidence["words"] == "News and offers"
    assert (evidence["page"], evidence["agent"]) == ("preferences", "Mail/1.0")


@pytest.mark.parametrize("token", ["x", "AAAA", "a" * 200])
def test_a_broken_link_is_not_found(client, token):
    assert client.get(reverse("preferences", args=[token])).status_code == 404


def test_the_address_of_the_preferences_opens_nothing_else(client, person):
    token = page_of(person).rstrip("/").rpartition("/")[2]

    assert client.get(reverse("person-page", args=[token])).status_code == 404


def test_a_person_who_was_erased_has_no_page(client, person):
    gone = private_url("", "preferences", person.vendor_id, uuid7(), max(settings.TOKEN_KEYS))

    assert client.get(gone).status_code == 404


def test_nobody_says_yes_to_words_that_changed_meanwhile(client, person):
    said = {"wanted": ["email:marketing", "sms:helpful"], "shown": "9.9.9"}

    answer = client.post(page_of(person), said)

    assert "The words have changed meanwhile" in answer.content.decode()
    assert ("email", "marketing", True, "preferences") not in words_of(person)
    assert ("whatsapp", "helpful", False, "preferences") in words_of(person)
