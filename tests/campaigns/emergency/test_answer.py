"""What counts as "I have read it"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.emergency import acknowledges
from messaging.words import Kind, classify


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


@given(st.sampled_from(["stop", "Stop please", "unsubscribe", "stopp", "arrêt", "baja"]))
def test_no_way_of_saying_stop_is_an_answer(text):
    assert classify(text).kind is not Kind.START
    assert not acknowledges(text)
