"""Around every mail stands who sends it, in the mail's language, for every reader."""

import re

import pytest

from personalization.compile import compile_draft, fits
from tests.personalization.drafts import EVERYTHING, compiled


@pytest.mark.parametrize("purpose", ["helpful", "marketing"])
def test_no_template_can_leave_out_who_writes_and_how_to_stop_it(purpose):
    mail = compiled(purpose)

    assert {"vendor.postal_address", "links.unsubscribe"} <= set(mail["fields"])
    assert 'href="{{ links.unsubscribe }}"' in mail["html"]
    assert "Unsubscribe: {{ links.unsubscribe }}" in mail["text"]
    assert "vendor.postal_address" in mail["required"]


def test_a_contractual_mail_has_no_way_out_and_is_no_newsletter():
    contractual, helpful = compiled("contractual"), compiled("helpful")

    assert "links.unsubscribe" not in contractual["fields"]
    assert (fits(contractual, "marketing"), fits(contractual, "emergency")) == (False, True)
    assert (fits(helpful, "marketing"), fits(helpful, "contractual")) == (True, True)


def test_a_page_says_its_language_has_one_title_and_plain_tables():
    html = compile_draft(EVERYTHING, purpose="marketing")["html"]

    assert '<html lang="en" dir="ltr"' in html
    assert 'role="article" lang="en" dir="ltr"' in html
    assert (html.count("<h1"), html.count("<h2")) == (1, 1)
    tables = re.findall(r"<table[^>]*>", html)
    assert tables
    assert all('role="presentation"' in table for table in tables)


def test_a_language_written_from_right_to_left_is_laid_out_so():
    mail = compiled(language="he")

    assert '<html lang="he" dir="rtl"' in mail["html"]
    assert "direction:rtl" in mail["html"]
    assert "text-align:right" in mail["html"]


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Abmelden"), ("fr-CA", "Se désinscrire"), ("pl", "Unsubscribe")]
)
def test_the_footer_speaks_the_language_of_the_mail(language, word):
    assert word in compiled(language=language)["html"]
