"""No everyday English word is left on the main pages of somebody who reads Spanish."""

import re

import pytest
from django.urls import reverse

from tests.wedsync.dashboard.test_pages import address, one_of_each
from tests.wedsync.dashboard.test_spanish_pages import said

# Words that Spanish doesn't write the same way: no `no`, no `son`, no `has`.
WORDS = """
    the and of with for from this that these what when which who how is was were have been
    will would can may not only nobody nothing none yet any all every each other they their
    them you your it its at by to on off in into out after before until since then
    sent delivered opened clicked held failed bounced waiting queued planned skipped
    day days week weeks month months year years hour hours minute minutes
    message messages weddings couple couples people person venue name city country language
    currency quiet sender booked postponed
""".split()  # noqa: SIM905 -- read more easily than a list
ENGLISH = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
# What is no language of the page: merge fields and their stand-ins, addresses, names of zones.
QUOTED = re.compile(
    r"\{\{.*?\}\}|si no “.*?”|\b\w+\.\w+\b|https?://\S+|\S+@\S+|\b[A-Z]\w+/[\w/ ]+|\bALL\b"
)
PAGES = [
    "caps",
    "campaign-new",
    "inbox",
    "segment-new",
    "settings",
    "settings-brand",
    "settings-budgets",
    "settings-hours",
    "team",
    "template-new",
    "timeline-add",
    "weddings",
]


def english(page):
    return sorted(one for one in said(page) if ENGLISH.search(QUOTED.sub("", one)))


@pytest.fixture
def rows(owner, vendor):
    return one_of_each(owner, vendor)


@pytest.fixture
def reader(owner, rows):
    owner.post(reverse("settings-language"), {"language": "es"})
    return owner


def test_no_everyday_word_is_left_in_english(reader, rows):
    pages = {name: reader.get(address(name, rows)).content.decode() for name in PAGES}

    assert {name: left for name, page in pages.items() if (left := english(page))} == {}


def test_an_english_word_is_seen():
    assert english("<p>Quiet from</p>") == ["Quiet from"]
    assert english("<p>Silencio desde {{ person.name }}</p>") == []
