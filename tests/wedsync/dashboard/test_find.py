"""The palette's answers: by name, of one vendor, a few of each kind."""

import pytest
from django.urls import reverse

from tests.factories import (
    CampaignFactory,
    ClientFactory,
    PersonFactory,
    TemplateFactory,
    WeddingFactory,
)

HTMX = {"HX-Request": "true"}


def found(client, words):
    rows = client.get(reverse("find"), {"q": words}).context["found"]
    return {(one.kind, one.label) for one in rows}


@pytest.fixture
def season(vendor):
    couple = ClientFactory(vendor=vendor, name="Lena & Marc")
    WeddingFactory(client=couple)
    PersonFactory(client=couple, given_name="Marcus", family_name="Lind", email="m@example.com")
    TemplateFactory(vendor=vendor, name="March newsletter")
    CampaignFactory(vendor=vendor, name="Spring marketing")


def test_everything_is_found_by_a_part_of_its_name(owner, season):
    assert found(owner, "marc") == {
        ("Wedding", "Lena & Marc"),
        ("Person", "Marcus Lind"),
        ("Template", "March newsletter"),
    }
    assert ("Campaign", "Spring marketing") in found(owner, "spring")


def test_a_page_is_found_by_the_words_people_use(owner):
    assert ("Page", "Brand and sender") in found(owner, "colour")
    assert ("Page", "Team") in found(owner, "inv rol")


def test_one_letter_asks_for_pages_only(owner, season):
    assert {kind for kind, _ in found(owner, "m")} <= {"Page"}


def test_nobody_finds_what_is_anothers(stranger, season):
    assert found(stranger, "marc") == set()


def test_the_palette_gets_the_list_only(owner, season):
    text = owner.get(reverse("find"), {"q": "lena"}, headers=HTMX).content.decode()

    assert "<html" not in text
    assert 'role="option"' in text


@pytest.mark.parametrize("words", ["<b>", "%", "\\", "x" * 5000])
def test_strange_words_find_nothing_and_break_nothing(owner, season, words):
    assert found(owner, words) == set()


def test_it_asks_no_more_for_fifty_than_for_one(owner, vendor, count_queries):
    asked = []
    for more in (1, 2, 47):
        for _ in range(more):
            WeddingFactory(client=PersonFactory(client__vendor=vendor, client__name="Lena").client)
        asked.append(count_queries(owner, f"{reverse('find')}?q=lena"))

    assert len(set(asked)) == 1
    assert len(owner.get(reverse("find"), {"q": "lena"}).context["found"]) == 12
