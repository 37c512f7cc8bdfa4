"""Weddings: the list, the search, the page of one."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now as current_time

from messaging.models import Consent, Inbound, Suppression, Thread
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


def test_weddings_are_filtered_by_state_year_and_place(owner, vendor):
    wedding(vendor, "A", date=dt.date(2031, 5, 3), venue_city="Hood River")
    wedding(vendor, "B", date=dt.date(2031, 6, 3), life="cancelled")
    wedding(vendor, "C", date=dt.date(2032, 5, 3))

    assert names(owner, when="all", year="2031", life="booked") == ["A"]
    assert names(owner, when="all", city="hood") == ["A"]
    assert names(owner, when="all", year="x", life="nonsense") == ["C", "B", "A"]


def test_a_view_is_kept_for_one_seat_and_forgotten(owner, as_role, vendor):
    owner.post(reverse("view-keep"), {"name": "Oaxaca", "when": "all", "city": "Oaxaca"})
    owner.post(reverse("view-keep"), {"name": "Oaxaca", "when": "past", "city": "Oaxaca"})

    kept = owner.get(reverse("weddings")).context["views"]

    assert [(one.name, one.query) for one in kept] == [("Oaxaca", "when=past&city=Oaxaca")]
    assert not as_role("manager").get(reverse("weddings")).context["views"]
    as_role("owner").post(reverse("view-forget", args=[kept[0].pk]))
    assert owner.get(reverse("weddings")).context["views"]
    owner.post(reverse("view-forget", args=[kept[0].pk]))
    assert not owner.get(reverse("weddings")).context["views"]


def test_a_view_needs_a_name(owner):
    response = owner.post(reverse("view-keep"), {"name": " "}, follow=True)

    assert "Give the view a name." in response.content.decode()


def test_consent_is_told_for_each_channel_and_a_block_is_named(owner, vendor):
    found = wedding(vendor)
    person = PersonFactory(client=found.client, email="a@example.com", phone="+15035550100")
    with tenant(vendor.pk):
        said = {"vendor": vendor, "person": person, "purpose": "marketing", "basis": "express"}
        for channel, address, granted in [
            ("sms", person.phone, True),
            ("sms", person.phone, False),
        ]:
            Consent.objects.create(
                id=uuid7(), channel=channel, address=address, granted=granted, **said
            )
        Suppression.objects.create(
            id=uuid7(), vendor=vendor, channel="email", address=person.email, reason="bounced"
        )

    shown = owner.get(reverse("wedding", args=[found.pk])).context["people"]

    assert [(way.word, way.more) for way in shown[0].ways] == [
        ("Blocked", "bounced"),
        ("No", ""),
        ("Not asked", ""),
    ]


def test_both_sides_of_a_conversation_stand_in_one_list(owner, vendor):
    campaign = running(vendor, State.DELIVERED)
    with tenant(vendor.pk):
        recipient = campaign.recipients.select_related("wedding", "person").get()
        thread = Thread.objects.create(
            id=uuid7(), vendor=vendor, person=recipient.person, wedding=recipient.wedding
        )
        Inbound.objects.create(
            id=uuid7(), vendor=vendor, thread=thread, channel="sms", address="+1",
            text="4 pm works!", event_key="1", at=current_time() + dt.timedelta(minutes=1),
        )  # fmt: skip

    response = owner.get(reverse("wedding", args=[recipient.wedding_id]))

    assert [one.theirs for one in response.context["said"]] == [True, False]
    assert "4 pm works!" in response.content.decode()
    assert len(response.context["ribbon"].dots) == 1
