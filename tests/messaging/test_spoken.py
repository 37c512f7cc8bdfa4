"""A couple's page speaks their language where it is known, else their browser's, the vendor's."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from messaging.links import private_url
from messaging.spoken import language_of
from tests.factories import PersonFactory, VendorFactory


@pytest.mark.parametrize(
    ("known", "accepted", "spoken"),
    [
        ("es", "en", "es"),
        ("es-MX", "en", "es"),
        ("", "es-AR,es;q=0.9", "es"),
        ("pt", "es", "es"),
        ("", "de", "en"),
        ("", "", "en"),
        ("en", "es", "en"),
    ],
)
def test_what_is_known_comes_before_what_a_browser_says(known, accepted, spoken):
    request = RequestFactory().get("/", headers={"Accept-Language": accepted})

    assert language_of(request, known) == spoken


@pytest.mark.parametrize(
    ("known", "accepted", "locale", "spoken"),
    [
        ("", "", "es_MX", "es"),
        ("", "de", "es_MX", "es"),
        ("pt", "fr", "es_ES", "es"),
        ("", "en", "es_MX", "en"),
        ("en", "", "es_MX", "en"),
        ("", "de", "pt_BR", "en"),
    ],
)
def test_where_neither_is_spoken_here_the_vendor_decides(known, accepted, locale, spoken):
    request = RequestFactory().get("/", headers={"Accept-Language": accepted})

    assert language_of(request, known, locale) == spoken


def page(person, **headers):
    key = max(settings.TOKEN_KEYS)
    address = private_url("", "preferences", person.vendor_id, person.pk, key)
    return Client().get(address, headers=headers).content.decode()


@pytest.mark.django_db
def test_a_page_is_spanish_from_its_first_line():
    html = page(PersonFactory(language="es"))

    assert '<html lang="es">' in html
    assert "¿Qué te gustaría recibir?" in html
    assert "Novedades y ofertas" in html


@pytest.mark.django_db
def test_a_spanish_vendor_is_heard_where_nothing_else_is_known():
    person = PersonFactory(client__vendor=VendorFactory(locale="es_MX"))

    assert '<html lang="es">' in page(person)


@pytest.mark.django_db
def test_and_english_for_everybody_else():
    html = page(PersonFactory(), **{"Accept-Language": "de"})

    assert '<html lang="en">' in html
    assert "What would you like to hear?" in html
