"""The parts of a context: signature, addresses, colours, language."""

import pytest

from personalization.context import NOWHERE, dated, with_links
from personalization.house import DARK_INK, LIGHT_INK, ink_on
from personalization.tongue import spoken
from tests.personalization.test_context import VENDOR, values
from wedsync.weddings.calendar import WeddingDate


def test_a_signature_keeps_its_lines():
    vendor = values(vendor={**VENDOR, "signature": " Warmly,\r\n\r\n Nora\x00 "})["vendor"]

    assert vendor["signature"] == "Warmly,\n\nNora"
    assert vendor["signature_lines"] == ["Warmly,", "", "Nora"]


@pytest.mark.parametrize(
    ("website", "logo"), [("javascript:x", "http://x.test/a"), ("tel:1", "//x"), ("", None)]
)
def test_addresses_that_can_not_be_followed_are_left_out(website, logo):
    made = values(vendor={**VENDOR, "website": website, "logo": logo})

    assert "website" not in made["vendor"]
    assert "logo" not in made["brand"]


def test_a_colour_that_is_none_becomes_the_houses():
    assert values(vendor={**VENDOR, "accent": "red;x:y"})["brand"]["accent"] == "#8a3b4d"


def test_ink_is_chosen_to_be_read():
    assert (ink_on("#000000"), ink_on("#ffffff"), ink_on("#ffeecc")) == (
        LIGHT_INK,
        DARK_INK,
        DARK_INK,
    )


@pytest.mark.parametrize(
    ("language", "fallback", "expected"),
    [
        ("de", "en_GB", "de"),
        ("en", "en_GB", "en_GB"),
        ("pt-BR", "en_US", "pt_BR"),
        ("", "de_CH", "de_CH"),
        ("nonsense", "de_CH", "de_CH"),
        ("12", None, "en"),
    ],
)
def test_a_reader_is_addressed_in_their_language(language, fallback, expected):
    assert str(spoken(language, fallback)) == expected


def test_the_sender_adds_the_links():
    assert with_links({"a": 1}, unsubscribe="u", preferences="p") == {
        "a": 1,
        "links": {
            "unsubscribe": "u",
            "preferences": "p",
            "browser": NOWHERE,
            "opt_in": NOWHERE,
        },
    }


def test_rows_become_the_calendars_dates():
    assert dated({"date": None, "precision": "exact"}) == WeddingDate.open()


def test_what_one_reader_gets_is_nobody_elses():
    first, second = values(), values()

    first["vendor"]["name"] = "Somebody else"

    assert second["vendor"]["name"] == values()["vendor"]["name"] == "Atelier Lumen"
