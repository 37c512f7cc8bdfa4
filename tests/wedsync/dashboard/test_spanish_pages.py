"""A member who reads Spanish gets every page in Spanish, and nothing of it breaks."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.wedsync.dashboard.markup import faults
from tests.wedsync.dashboard.test_pages import PAGES, SIGNED_IN, SIGNED_OUT, address, one_of_each
from tests.wedsync.test_spanish import forms, in_templates
from tests.wedsync.unmarked import SAID_BY

# What SVG and CSS read as a number: never with a comma.
FIGURES = re.compile(r'\b(?:x|y|width|height|cx|cy|r|x1|x2|y1|y2|value|max|min)="(\d+,\d+)')
HOLE = re.compile(r"%\(\w+\)s")
SENTENCE = 5  # words


class Words(HTMLParser):
    """Every text of a page, and every attribute that is read out."""

    def __init__(self):
        super().__init__()
        self.said = []

    def handle_starttag(self, tag, attrs):
        self.said += [value or "" for name, value in attrs if name in SAID_BY]

    def handle_data(self, data):
        self.said.append(data)


def said(page):
    words = Words()
    words.feed(page)
    return {" ".join(one.split()) for one in words.said} - {""}


def sentences():
    """As patterns: what templates say, and is too long to be a vendor's own name or word."""
    for one in in_templates():
        for form in forms(one):
            if "<" not in form and len(HOLE.sub("", form).split()) >= SENTENCE:
                yield ".+".join(re.escape(part) for part in HOLE.split(form.replace("%%", "%")))


ENGLISH = re.compile("|".join(f"(?:{one})" for one in sentences()))


def left_in_english(page):
    return sorted(one for one in said(page) if ENGLISH.fullmatch(one))


@pytest.fixture
def reader(owner):
    """A browser of somebody who chose Spanish."""
    owner.post(reverse("settings-language"), {"language": "es"})
    return owner


@pytest.fixture
def rows(owner, vendor):
    return one_of_each(owner, vendor)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_in_spanish(rows, reader, name):
    spanish = {"accept-language": "es"}  # where no seat says so: opening a business
    response = reader.get(address(name, rows), {"role": "primary"}, headers=spanish)

    page = response.content.decode()
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "es"
    assert left_in_english(page) == []
    assert not FIGURES.findall(page)
    assert not faults(page)


@pytest.mark.parametrize("name", SIGNED_IN)
def test_every_page_of_an_account_is_in_spanish(reader, name):
    response = reader.get(reverse(name))

    assert response.status_code == 200
    assert left_in_english(response.content.decode()) == []


@pytest.mark.parametrize("name", SIGNED_OUT)
def test_every_page_at_the_entrance_is_in_spanish(db, client, name):
    response = client.get(reverse(name), headers={"accept-language": "es"})

    assert response.status_code == 200
    assert left_in_english(response.content.decode()) == []


def test_english_left_behind_is_seen(owner):
    page = owner.get(reverse("settings")).content.decode()

    assert "Who works here, and what they may do" in left_in_english(page)
