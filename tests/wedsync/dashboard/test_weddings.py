"""Weddings: the list, the search, the page of one."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now as current_time

from messaging.models import Consent
from messaging.states import State
from tests.factories import ClientFactory, PersonFactory, WeddingDayFactory, WeddingFactory
from tests.wedsync.dashboard.stage import running
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant

HTMX = {"HX-Request": "true"}


def wedding(vendor, name="Lena & Marc", **details):
    return WeddingFactory(client=ClientFactory(vendor=vendor, name=name), **details)


def names(client, **query):
    rows = client.get(reverse("weddings"), query).context["page"].rows
    return [row.client.name for row in rows]


@pytest.fixture
def season(vendor):
    today = current_time().date()
    wedding(vendor, "Past", date=today - dt.timedelta(days=40))
    wedding(vendor, "Later", date=today + dt.timedelta(days=90))
    wedding(vendor, "Soon", date=today + dt.timedelta(days=9))
    wedding(vendor, "Open", date=None, precision="open")


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("", ["Soon", "Later"]),
        ("upcoming", ["Soon", "Later"]),
        ("past", ["Past"]),
        ("open", ["Open"]),
        ("all", ["Open", "Soon", "Later", "Past"]),
    ],
)
def test_weddings_are_listed_by_when(owner, season, when, found):
    assert names(owner, when=when) == found


@pytest.mark.parametrize("words", ["marc", "LENA", "  Marc ", "anna@", "Anna@example"])
def test_a_couple_is_found_by_name_or_by_how_an_address_begins(owner, vendor, words):
    found = wedding(vendor, "Lena & Marc")
    PersonFactory(client=found.client, email="anna@example.com")
    wedding(vendor, "Ruth & Eli")

    assert names(owner, q=words) == ["Lena & Marc"]


def test_a_search_is_not_a_pattern(owner, vendor):
    wedding(vendor, "Lena & Marc")

    assert names(owner, q="%") == []


def test_whom_nobody_is_called_is_said_in_words(owner, vendor):
    text = owner.get(reverse("weddings"), {"q": "<b>"}).content.decode()

    assert "name holds “&lt;b&gt;”" in " ".join(text.split())


def test_a_search_box_asks_for_the_list_only(owner, vendor):
    text = owner.get(reverse("weddings"), {"q": "x"}, headers=HTMX).content.decode()

    assert "<html" not in text


def test_nobody_sees_the_weddings_of_another(stranger, vendor):
    found = wedding(vendor)

    assert names(stranger, when="all") == []
    assert stranger.get(reverse("wedding", args=[found.pk])).status_code == 404


def test_an_empty_season_says_what_to_do(owner):
    assert "Bring your couples in" in owner.get(reverse("weddings")).content.decode()


def test_one_wedding_with_its_people_and_messages(owner, vendor):
    campaign = running(vendor, State.DELIVERED)
    with tenant(vendor.pk):
        related = ("wedding__vendor", "person")
        recipient = campaign.recipients.select_related(*related).get()
    WeddingDayFactory(wedding=recipient.wedding, kind="rehearsal")
    with tenant(vendor.pk):
        Consent.objects.create(
            id=uuid7(), vendor=vendor, person=recipient.person, address="a@example.com",
            channel="email", purpose="marketing", granted=True, basis="express",
        )  # fmt: skip

    text = owner.get(reverse("wedding", args=[recipient.wedding_id])).content.decode()

    assert "Lena Ortiz" in text
    assert '<span class="chip good">Yes</span>' in text
    assert reverse("message", args=[recipient.message_id]) in text
    assert "Rehearsal" in text
    assert "America/Los_Angeles" in text


@pytest.mark.parametrize("name", ["weddings", "wedding"])
def test_a_page_asks_no_more_for_fifty_than_for_one(owner, vendor, count_queries, name):
    first = wedding(vendor, date=dt.date(2031, 5, 3))
    url = reverse(name, args=[first.pk] if name == "wedding" else [])
    asked = []
    for more in (1, 2, 47):
        for _ in range(more):
            PersonFactory(client=first.client)
            wedding(vendor, date=dt.date(2031, 5, 3))
        asked.append(count_queries(owner, url))

    assert len(set(asked)) == 1
