"""The history speaks the reader's language: what happened, and what was noted of it."""

import ast

import pytest
from django.utils.translation import override

from tests.wedsync.sentences import calls, name_of, sources
from wedsync.dashboard.history_words import DEEDS, NOTES, SUBJECTS, in_words, noted

WRITERS = {"record", "line", "_note", "note", "_settle"}


def recorded():
    """(verb, names of what is noted) of every call that writes a line and says both itself."""
    for _, tree in sources():
        for call in calls(tree):
            words = [one.value for one in call.args if isinstance(one, ast.Constant)]
            data = next((one.value for one in call.keywords if one.arg == "data"), None)
            keys = data.keys if isinstance(data, ast.Dict) else []
            for verb in words if name_of(call) in WRITERS else []:
                if isinstance(verb, str) and verb.count(".") == 1 and " " not in verb:
                    yield verb, [key.value for key in keys if isinstance(key, ast.Constant)]


def test_every_verb_that_is_recorded_has_its_words():
    verbs = {verb.partition(".") for verb, _ in recorded()}

    assert len(verbs) > 50
    assert sorted(what for what, _, _ in verbs if what not in SUBJECTS) == []
    assert sorted(done for _, _, done in verbs if done not in DEEDS) == []


def test_everything_that_is_noted_has_its_word():
    assert sorted({key for _, keys in recorded() for key in keys} - set(NOTES)) == []


@pytest.mark.parametrize(
    ("language", "verb", "said"),
    [
        ("en", "seat.offer_withdrawn", "Seat: offer withdrawn"),
        ("es", "seat.offer_withdrawn", "Acceso: oferta retirada"),
        ("es", "campaign.launched", "Campaña: lanzamiento"),
        ("es", "unheard_of.strange_deed", "Unheard of: strange deed"),
    ],
)
def test_a_verb_in_words(language, verb, said):
    with override(language):
        assert in_words(verb) == said


def test_values_are_words_too():
    data = {"variants": 2, "held": True, "kinds": ["client.created"], "strange": "x"}

    with override("es"):
        assert noted(data) == [
            ("variantes", "2"),
            ("retenido", "sí"),
            ("tipos", "client.created"),
            ("strange", "x"),
        ]
