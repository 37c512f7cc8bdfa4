"""Operators mend what a vendor or an import wrote down wrongly."""

import pytest

from tests.factories import ClientFactory, PersonFactory, UserFactory, WeddingDayFactory
from tests.wedsync.forms import form_of
from tests.wedsync.visits import visiting_everybody
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import WeddingDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.boss = UserFactory(is_staff=True, is_superuser=True)
    visiting_everybody(client, client.boss)
    return client


def change(client, row, **changes):
    url = f"/admin/weddings/{row._meta.model_name}/{row.pk}/change/"
    return client.post(url, form_of(client, url, **changes))


def now(row):
    with operator():
        return type(row).objects.get(pk=row.pk)


def another_day(day, kind):
    return {
        "days-TOTAL_FORMS": 2,
        "days-1-day": str(day.day),
        "days-1-kind": kind,
        "days-1-starts_at": "",
        "days-1-id": "",
        "days-1-wedding": str(day.wedding_id),
    }


def test_an_address_is_mended_in_lower_case_and_on_the_record(office):
    person = PersonFactory(email="lena@exampel.com")

    response = change(office, person, email="Lena@Example.com")

    assert response.status_code == 302
    assert now(person).email == "lena@example.com"
    with operator():
        event = Event.objects.get(vendor=person.vendor, subject_type="weddings.person")
    assert (event.verb, event.actor, event.data, event.subject_id) == (
        "person.changed",
        f"user:{office.boss.pk}",
        {"fields": ["email"]},
        str(person.pk),
    )


def test_what_happened_is_told_without_the_address(office):
    change(office, PersonFactory(), email="canary@example.com")

    with operator():
        assert "canary" not in str(list(Event.objects.values()))


def test_a_day_that_is_added_belongs_to_the_weddings_vendor(office):
    day = WeddingDayFactory(kind="ceremony")

    response = change(office, day.wedding, **another_day(day, "brunch"))

    assert response.status_code == 302
    with operator():
        assert WeddingDay.objects.get(kind="brunch").vendor == day.vendor


def test_the_same_event_twice_a_day_is_a_sentence_and_no_crash(office):
    day = WeddingDayFactory(kind="ceremony")

    response = change(office, day.wedding, **another_day(day, "ceremony"))

    assert response.status_code == 200
    assert "There is one event of a kind a day." in response.content.decode()


def test_a_wedding_without_a_date_must_be_open(office):
    wedding = WeddingDayFactory().wedding

    response = change(office, wedding, date="")

    assert response.status_code == 200
    assert now(wedding).date is not None


def test_nobody_begins_or_ends_a_client_here(office):
    client = ClientFactory()

    assert office.get("/admin/weddings/client/add/").status_code == 403
    assert office.post(f"/admin/weddings/client/{client.pk}/delete/").status_code == 403


@pytest.mark.parametrize("term", ["lena ort", "lena@example.com", "+41791234567"])
def test_a_person_is_found_by_name_address_and_number(office, term):
    person = PersonFactory(
        given_name="Lena", family_name="Ortiz", email="lena@example.com", phone="+41791234567"
    )
    PersonFactory(given_name="Ada", family_name="Lovelace")

    page = office.get("/admin/weddings/person/", {"q": term})

    assert list(page.context["cl"].result_list) == [person]
