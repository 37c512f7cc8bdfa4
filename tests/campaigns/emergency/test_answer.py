"""What counts as "I have read it"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.emergency import acknowledges
from campaigns.emergency.asking import ASKING, ENGLISH, asking, language_of
from messaging.words import Kind, classify, lexicon


@pytest.mark.parametrize(
    "text",
    ["1", " 1. ", "OK", "ok!", "Yes, thanks", "Got it", "on my way", "Ja danke", "Sí", "Reçu",
     "D'accord", "\N{THUMBS UP SIGN}", "1\n\n> On Saturday you wrote", "I'm on it"],
)  # fmt: skip
def test_these_do(text):
    assert acknowledges(text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "STOP", "who is this?", "1 question: who is this?", "no", "not ok", "11",
     "ok but call me first", "yes " * 60],
)  # fmt: skip
def test_these_do_not(text):
    assert not acknowledges(text)


@pytest.mark.parametrize(
    "text",
    ["1, danke schön", "Alles klar", "Ja, habe es gelesen", "Sí, lo he leído", "De acuerdo",
     "1, muchas gracias", "Bien reçu", "C'est noté", "J\u2019ai lu", "Oui, je l'ai lu",
     "Sì, ho letto", "Va bene", "Sim, li", "Tudo bem", "Já li", "Ja, gelezen"],
)  # fmt: skip
def test_so_do_these_in_their_languages(text):
    assert acknowledges(text)


@pytest.mark.parametrize("text", ["nein", "ja aber wann?", "no lo he leido", "je ne l'ai pas lu"])
def test_and_these_do_not(text):
    assert not acknowledges(text)


def test_no_word_for_stop_is_a_word_for_yes():
    for language in lexicon().values():
        assert not {word for word in language.stop | language.alone if acknowledges(word)}


def test_everybody_who_can_say_stop_is_asked_in_their_language():
    assert set(ASKING) == set(lexicon())
    for one in ASKING.values():
        assert "1" in one.reply
        assert one.subject.format(wedding="Lena & Marc").endswith("Lena & Marc")
        assert one.known.format(vendor="Atelier").startswith("Atelier")
        assert acknowledges(one.button)


def test_a_language_nobody_speaks_here_is_the_vendors_and_else_english():
    assert language_of("pt-BR", "en") == "pt"
    assert language_of("ja", "de_AT") == "de"
    assert asking("", "") is ENGLISH


@given(st.sampled_from(["stop", "Stop please", "unsubscribe", "stopp", "arrêt", "baja"]))
def test_no_way_of_saying_stop_is_an_answer(text):
    assert classify(text).kind is not Kind.START
    assert not acknowledges(text)
