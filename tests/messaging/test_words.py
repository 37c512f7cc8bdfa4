"""What a reply asks for, over several hundred replies in seven languages."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.words import CERTAIN, MEANT, MOST, PERHAPS, POLITE, Kind, Word, classify, lexicon
from tests.messaging.phrases import PHRASES, lines

CARRIERS = ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"]
around = st.text(st.sampled_from(" .,!?'\"()*_-~\n🛑😡👋\u200b\ufe0f"), max_size=6)


@pytest.mark.parametrize("kind", ["stop", "start", "help", "none"])
@pytest.mark.parametrize("language", PHRASES)
def test_a_reply_is_read_as_it_was_meant(language, kind):
    phrases = [phrase for where, what, phrase in lines() if (where, what) == (language, kind)]

    read = {phrase: classify(phrase, language) for phrase in phrases}
    assert [(phrase, word) for phrase, word in read.items() if word.kind != kind] == []


def test_most_replies_are_read_without_knowing_the_language():
    hinted = {"fine"}

    for _, kind, phrase in lines():
        assert phrase in hinted or classify(phrase).kind == kind, phrase


def test_there_is_a_corpus_for_every_language_both_ways():
    counted = Counter((language, kind) for language, kind, _ in lines())

    assert set(PHRASES) == set(lexicon())
    assert all(counted[language, kind] >= 15 for language in lexicon() for kind in ("stop", "none"))


@pytest.mark.parametrize("word", CARRIERS)
@pytest.mark.parametrize("hint", ["", "en-US", "fr", "zz"])
def test_what_carriers_stop_at_is_certain_whatever_the_language(word, hint):
    assert classify(word.upper(), hint) == Word(Kind.STOP, CERTAIN, word)


@given(st.sampled_from([*CARRIERS, "start", "help"]), around, around, st.booleans())
def test_case_punctuation_and_emojis_change_nothing(word, before, after, shouted):
    said = classify(before + (word.upper() if shouted else word) + after)

    assert (said.kind, said.matched) == (classify(word).kind, word)


@given(st.text(max_size=300))
def test_anything_can_be_read(text):
    assert 0 <= classify(text).confidence <= 1


@given(st.sampled_from([phrase for _, kind, phrase in lines() if kind == "stop"]))
def test_a_keyword_is_surer_than_courtesies_and_these_than_a_sentence(phrase):
    assert classify(phrase, "it").confidence in {CERTAIN, POLITE, MEANT}


def test_around_a_keyword_courtesies_and_repetition_are_overlooked():
    assert classify("ok please STOP, thank you") == Word(Kind.STOP, POLITE, "stop")
    assert classify("stop stop stop") == Word(Kind.STOP, POLITE, "stop")


def test_what_may_be_about_the_cake_stops_only_by_itself():
    assert classify("cancel").kind is Kind.STOP
    assert classify("ok please cancel").kind is Kind.NONE


def test_a_yes_is_only_perhaps_a_start():
    assert classify("Yes") == Word(Kind.START, PERHAPS, "yes")
    assert classify("yes, thanks") == Word(Kind.START, PERHAPS, "yes")


def test_a_word_of_one_language_that_answers_in_another_needs_the_hint():
    assert classify("Fine").kind is Kind.NONE
    assert classify("Fine", "en-GB").kind is Kind.NONE
    assert classify("Fine", "it-IT").kind is Kind.STOP


def test_the_words_that_decided_are_kept():
    assert (
        classify("Hi Nora, please don\u2019t text me anymore. Best, Lena").matched == "dont text me"
    )


def test_a_clause_decides_even_in_a_long_reply():
    letter = "We had a lovely day. " * 20 + "Please stop texting me."

    assert classify(letter).kind is Kind.STOP


def test_nobody_texts_a_book():
    assert classify("la " * MOST + "stop texting me").kind is Kind.NONE
