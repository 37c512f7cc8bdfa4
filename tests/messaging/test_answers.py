"""What a stop, a start or a call for help is answered."""

import pytest

from messaging.answers import ANSWERS, answer
from messaging.words import Kind, classify, lexicon

# GSM 03.38, without the extension table: a letter outside it more than halves what a text holds.
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
SEGMENT = 160
WHO = {"name": "Atelier Lumen Photography", "contact": "+41 61 555 01 23"}
ASKED = [Kind.STOP, Kind.START, Kind.HELP]
every_language = pytest.mark.parametrize("language", ANSWERS)


def test_every_language_that_is_understood_is_answered():
    assert set(ANSWERS) == set(lexicon())


@every_language
@pytest.mark.parametrize("kind", ASKED)
def test_an_answer_bears_the_brand_and_fits_one_segment(language, kind):
    text = answer(kind, language, **WHO)

    assert text.startswith(WHO["name"])
    assert set(text) <= GSM_7
    assert len(text) <= SEGMENT


@every_language
def test_an_answer_says_how_to_undo_it_and_whom_to_ask(language):
    stopped, started, helped = (answer(kind, language, **WHO) for kind in ASKED)

    assert "START" in stopped
    assert WHO["contact"] in stopped
    assert "STOP" in started
    assert "HELP" in started
    assert "STOP" in helped
    assert WHO["contact"] in helped


@pytest.mark.parametrize("keyword", ["START", "STOP", "HELP"])
def test_the_words_it_names_are_understood(keyword):
    assert classify(keyword).kind == keyword.lower()


def test_nothing_asked_is_nothing_answered():
    assert answer(Kind.NONE, "en", **WHO) == ""


def test_a_region_is_no_other_language_and_an_unknown_one_is_english():
    assert answer(Kind.HELP, "de-CH", **WHO) == answer(Kind.HELP, "de", **WHO)
    assert answer(Kind.HELP, "ja", **WHO) == answer(Kind.HELP, "en", **WHO)


def test_a_name_with_braces_or_lines_breaks_nothing():
    text = answer(Kind.STOP, "en", name="Lumen\n{contact}", contact="us")

    assert text.startswith("Lumen {contact}: you are")
