"""Couples by hand: added once, corrected where they are wrong, and nobody written down twice."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from tests.wedsync.dashboard.markup import faults, is_strict
from tests.wedsync.dashboard.page_forms import form_to
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Person, Wedding

NEW = reverse("wedding-new")
LENA = {
    "partner_a-given_name": "Lena",
    "partner_a-email": "Lena@Example.com",
    "partner_a-phone": "(503) 555-0123",
    "partner_b-given_name": "Marc",
    "life": "inquiry",
    "since": "2026-11-20",
    "known": "exact",
    "date": "2027-06-19",
    "venue_name": "Fern Hall",
    "timezone": "Europe/Rome",
    "guests": "0",
}


@pytest.fixture
def wedding(vendor):
    made = WeddingFactory(client__vendor=vendor, client__name="Ada & Ben")
    PersonFactory(client=made.client, email="ada@example.com", phone="")
    return made


def added(client, **also):
    response = client.post(NEW, {**LENA, **also})
    with operator():
        found = Wedding.objects.filter(client__source="dashboard").select_related("client")
        return response, list(found)


def wrong(response):
    """The fields of the page that say what is wrong."""
    assert response.status_code == 422
    assert not faults(response.content.decode())
    form = response.context["form"]
    parts = getattr(form, "parts", [form])
    return {part.add_prefix(name) for part in parts for name in part.errors}


def test_a_couple_is_added_with_its_people_and_its_wedding(owner, vendor):
    response, (made,) = added(owner)

    assert response.url == reverse("wedding", args=[made.pk])
    assert made.client.name == "Lena & Marc"
    assert (str(made.date), made.precision, made.life) == ("2027-06-19", "exact", "inquiry")
    assert (made.venue_name, made.timezone, made.guests) == ("Fern Hall", "Europe/Rome", 0)
    with operator():
        lena, marc = made.client.people.order_by("role")
        kinds = Event.objects.filter(vendor=vendor).values_list("verb", flat=True)
        assert {"client.added", "person.added", "wedding.added"} <= set(kinds)
        assert made.milestones.values_list("name", "day").get() == (
            "inquiry",
            dt.date(2026, 11, 20),
        )
    assert (lena.email, lena.phone) == ("lena@example.com", "+15035550123")
    assert (marc.given_name, marc.email, marc.role) == ("Marc", "", "partner_b")


def test_whoever_nothing_is_known_of_is_nobody_yet(owner):
    made = added(owner, **{"partner_b-given_name": ""})[1][0]

    with operator():
        assert made.client.people.count() == 1
    assert made.client.name == "Lena"


def test_a_month_begins_with_its_first_day_and_an_open_date_has_none(owner):
    added(owner, known="month", name="One")
    added(owner, known="open", name="Two", anyway="yes")

    with operator():
        month, none = Wedding.objects.filter(client__source="dashboard").order_by("id")
    assert (str(month.date), month.precision) == ("2027-06-01", "month")
    assert (none.date, none.precision) == (None, "open")


def test_unknown_guests_are_not_none_at_all(owner):
    assert added(owner, guests="")[1][0].guests is None


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("partner_a-email", "lena@"),
        ("partner_a-phone", "call me"),
        ("partner_b-language", "Klingon"),
        ("date", "19.06.27"),
        ("date", ""),
        ("date", "1066-10-14"),
        ("venue_country", "Atlantis"),
        ("timezone", "Middle Earth"),
        ("guests", "many"),
        ("life", "separated"),
        ("known", "perhaps"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_added(owner, field, text):
    response, made = added(owner, **{field: text})

    assert wrong(response) == {field}
    assert made == []
    assert 'value="Fern Hall"' in response.content.decode()


def test_a_couple_without_any_name_is_asked_for_one(owner):
    blank = {"partner_a-given_name": "", "partner_b-given_name": "", "partner_a-email": ""}

    assert wrong(added(owner, **blank)[0]) == {"name"}


@pytest.mark.parametrize("already", [{"email": "lena@example.com"}, {"phone": "+15035550123"}])
def test_who_may_be_known_is_shown_before_anybody_is_added_twice(owner, vendor, already):
    known = WeddingFactory(client__vendor=vendor, client__name="L. and M.")
    PersonFactory(client=known.client, **already)

    response, made = added(owner)

    assert response.status_code == 422
    assert reverse("wedding", args=[known.pk]) in response.content.decode()
    assert made == []
    assert len(added(owner, anyway="yes")[1]) == 1


def test_a_couple_of_the_same_name_counts_as_known(owner, vendor):
    ClientFactory(vendor=vendor, name="lena & marc")

    assert added(owner)[1] == []


def test_somebody_elses_couple_is_no_double(owner):
    PersonFactory(email="lena@example.com")

    assert len(added(owner)[1]) == 1


@pytest.mark.parametrize("page", ["weddings", "campaigns", "today"])
def test_whatever_is_empty_leads_there(owner, as_role, page):
    assert NEW in owner.get(reverse(page)).content.decode()
    assert NEW not in as_role("viewer").get(reverse(page)).content.decode()


def test_the_palette_leads_there(owner):
    assert NEW in owner.get(reverse("find"), {"q": "new cou"}).content.decode()


def test_many_doubles_are_asked_for_as_few_are(owner, vendor):
    asked = []

    for _number in range(2):
        PersonFactory.create_batch(2, client__vendor=vendor, email="lena@example.com")
        with CaptureQueriesContext(connection) as captured:
            assert owner.post(NEW, LENA).status_code == 422
        asked.append(len(captured))

    assert asked[0] == asked[1]


def test_a_couple_just_added_can_be_taken_back(owner):
    response, (made,) = added(owner)
    shown = owner.get(response.url).content.decode()

    assert reverse("client-archive", args=[made.client_id]) in shown


def test_the_zone_of_a_wedding_moves_with_its_difference_only(owner, wedding):
    page = reverse("wedding-edit", args=[wedding.pk])

    posted(owner, page, timezone="Europe/Rome")

    with operator():
        wedding.refresh_from_db()
    assert wedding.timezone != "Europe/Rome"


def posted(client, page, **also):
    form = form_to(client.get(page).content.decode(), page, page)
    return client.post(page, form | also)


def test_a_persons_facts_are_corrected(owner, wedding):
    with operator():
        ada = wedding.client.people.get()
    page = reverse("person-edit", args=[ada.pk])

    response = posted(owner, page, email="Ada@New.example", language="Spanish")

    assert response.url == reverse("wedding", args=[wedding.pk])
    with operator():
        ada.refresh_from_db()
        event = Event.objects.filter(verb="person.changed").get()
    assert (ada.email, ada.language) == ("ada@new.example", "es")
    assert event.data == {"fields": ["email", "language"]}


def test_a_person_keeps_a_name_or_an_address(owner, wedding):
    with operator():
        page = reverse("person-edit", args=[wedding.client.people.get().pk])
    empty = dict.fromkeys(("given_name", "family_name", "email", "phone"), "")

    assert wrong(posted(owner, page, **empty)) == {"given_name"}


def test_somebody_is_added_to_a_couple(owner, wedding):
    page = reverse("client-person", args=[wedding.client_id])

    posted(owner, page, role="planner", given_name="Pia", email="pia@example.com")

    with operator():
        assert Person.objects.get(client=wedding.client_id, role="planner").given_name == "Pia"


def test_a_couples_name_and_tags_are_corrected(owner, wedding):
    page = reverse("client-edit", args=[wedding.client_id])

    posted(owner, page, name="Ada und Ben", tags="vip, garden , vip,")

    with operator():
        found = Client.objects.get(pk=wedding.client_id)
    assert (found.name, found.tags) == ("Ada und Ben", ["vip", "garden"])
    assert wrong(posted(owner, page, tags="x" * 41)) == {"tags"}


def test_a_weddings_place_and_money_are_corrected(owner, vendor, wedding):
    page = reverse("wedding-edit", args=[wedding.pk])

    posted(
        owner,
        page,
        venue_country="Italy",
        latitude="45.98",
        longitude="9.25",
        guests="120",
        budget="€4,500.50",
    )

    with operator():
        wedding.refresh_from_db()
    assert (wedding.venue_country, wedding.latitude, wedding.longitude) == ("IT", 45.98, 9.25)
    assert (wedding.guests, wedding.budget, wedding.currency) == (120, 450050, "EUR")
    assert 'value="4500.50 EUR"' in owner.get(page).content.decode()
    posted(owner, page, budget="")
    with operator():
        wedding.refresh_from_db()
    assert wedding.budget is None


@pytest.mark.parametrize(
    ("field", "text"),
    [("latitude", "45.98"), ("latitude", "91"), ("budget", "a lot"), ("guests", "-3")],
)
def test_what_is_wrong_about_a_place_is_said_at_its_field(owner, wedding, field, text):
    page = reverse("wedding-edit", args=[wedding.pk])
    at = "longitude" if (field, text) == ("latitude", "45.98") else field

    assert wrong(posted(owner, page, **{field: text})) == {at}


def pages(wedding):
    with operator():
        person = wedding.client.people.get()
    return [
        reverse("client-edit", args=[wedding.client_id]),
        reverse("client-person", args=[wedding.client_id]),
        reverse("person-edit", args=[person.pk]),
        reverse("wedding-edit", args=[wedding.pk]),
    ]


def test_every_form_stands_on_the_weddings_page(owner, wedding):
    text = owner.get(reverse("wedding", args=[wedding.pk])).content.decode()

    for page in [*pages(wedding), reverse("wedding-agreed", args=[wedding.pk])]:
        assert page in text
        assert is_strict(owner.get(page))


def test_who_only_looks_changes_nothing_and_sees_no_form(as_role, wedding):
    viewer = as_role("viewer")
    text = viewer.get(reverse("wedding", args=[wedding.pk])).content.decode()

    for page in [NEW, *pages(wedding)]:
        assert page not in text
        assert viewer.get(page).status_code == viewer.post(page, LENA).status_code == 403


def test_somebody_elses_are_not_there(stranger, wedding):
    assert {stranger.get(page).status_code for page in pages(wedding)} == {404}
    assert {stranger.post(page, LENA).status_code for page in pages(wedding)} == {404}
