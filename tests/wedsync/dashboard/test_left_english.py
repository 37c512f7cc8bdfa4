"""No English is left on any page for somebody who reads Spanish: a vendor's, or a couple's.

One season is written once, every page of it is asked for once.
"""

import zoneinfo

import pytest
from django.apps import apps
from django.conf import settings as house
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from messaging import links
from messaging.models import Message
from personalization.fields import GUEST_BANDS, VOICE
from tests.browser.walk import lived, places
from tests.wedsync.dashboard.left_english import left, pattern, vocabulary
from tests.wedsync.dashboard.test_pages import SIGNED_IN, SIGNED_OUT
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Person

# What a vendor, a couple or a file wrote, by the columns that keep it.
WRITTEN = {
    "campaigns.Campaign": ["name"],
    "campaigns.Segment": ["name"],
    "campaigns.Timeline": ["name"],
    "crm_connectors.Import": ["filename"],
    "messaging.Inbound": ["subject", "text"],
    "messaging.SavedReply": ["name", "text"],
    "personalization.Template": ["name"],
    "personalization.Variant": ["subject"],
    "vendors.Vendor": ["name", "postal_address", "signature"],
    "weddings.Client": ["name"],
    "weddings.Person": ["given_name", "family_name"],
    "weddings.Wedding": ["venue_name", "venue_city"],
}
NAMES = [
    *("Claude", "Mailgun", "Firebase", "Web Push", "Google", "Outlook", "iCloud"),
    *("Ctrl", "Esc", "Enter"),  # keys, as they are engraved
    *(
        "Hoffmann",
        "Rossi",
        "Aurora",
        "Lumen",
        "Basel",
        "Rue du Lac",
        "Atelier",
        "Villa",
    ),  # of samples
    *("Couple", "Guests"),  # columns of the season's file
    *("New Project as Lead", "New Project as Job", "Project Status Updated"),  # Zapier's triggers
    "Done. 16:20, right after the ceremony.",  # an answer, typed by hand
    *GUEST_BANDS,  # what a condition compares with
    *(word for words in VOICE.values() for word in words),
    *(zone.replace("_", " ") for zone in zoneinfo.available_timezones()),
]
WALLS = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")


@pytest.fixture
def seat(db):
    seat = lived()
    with operator():
        seat.language = "es"
        seat.save(update_fields=["language"])
        Person.objects.filter(vendor=seat.vendor).update(language="es")
    return seat


def names():
    with operator():
        rows = [
            row
            for model, columns in WRITTEN.items()
            for row in apps.get_model(model)._default_manager.values_list(*columns)
        ]
    return pattern([*NAMES, *(" ".join(text.split()) for row in rows for text in row)])


def addresses_of_couples(vendor):
    """Beside their messages and preferences, what the links of one message lead to."""
    with operator():
        message = Message.objects.filter(vendor=vendor).first()
    key, target = max(house.TOKEN_KEYS), links.Target(vendor.pk, message.pk)
    asked = {one: links.url("", one, target, key) for one in ("unsubscribe", "browser", "opt_in")}
    return asked | {"incomplete": reverse("opt-in", args=["AAAA"])}


def walls():
    with translation.override("es"):
        return {name: render_to_string(name) for name in WALLS}


def pages(seat):
    """By name, every page as it reads in Spanish."""
    member, stranger = (Browser(headers={"accept-language": "es"}) for _ in range(2))
    member.force_login(seat.user)
    found = places(seat, parts=True) | {name: reverse(name) for name in SIGNED_IN}
    shown = {name: member.get(at) for name, at in found.items()}
    others = addresses_of_couples(seat.vendor) | {name: reverse(name) for name in SIGNED_OUT}
    shown |= {name: stranger.get(at) for name, at in others.items()}
    return {name: page.content.decode() for name, page in shown.items()} | walls()


def test_nothing_is_left_in_english(seat):
    found, known, given = pages(seat), vocabulary(), names()

    assert {name: said for name, page in found.items() if (said := left(page, known, given))} == {}
    assert all('lang="es"' in page for page in found.values() if "<html" in page)


@pytest.mark.parametrize(
    "page",
    [
        "<p>Quiet from</p>",
        '<a title="Left alone">…</a>',
        '<p data-failed="Try again">…</p>',
        "<p lang='es'>Desde then</p>",
    ],
)
def test_english_is_seen(page):
    assert left(page, {"desde"}, pattern(["Ana"]))


@pytest.mark.parametrize(
    "page",
    [
        "<p>Desde {{ person.name }}</p>",
        "<p>Desde Ana</p>",
        "<p lang='en'>Quiet <b>from</b></p>",
        "<p><code>quiet_from</code></p>",
        "<p>Desde “quiet”, quiet@example.com</p>",
    ],
)
def test_what_is_no_language_of_the_page_is_passed_over(page):
    assert left(page, {"desde"}, pattern(["Ana"])) == []
