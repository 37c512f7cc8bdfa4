"""A wording is stored as JSON, and the same words have the same mark."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from personalization.sketched import from_json, mark, to_json
from tests.personalization.drafts import DRAFT, EVERYTHING


@given(st.text(max_size=9), st.sampled_from("AB"), st.integers(0, 9), st.booleans())
def test_what_is_stored_is_read_as_it_was_written(subject, key, weight, typographic):
    draft = replace(EVERYTHING, subject=subject, key=key, weight=weight, typographic=typographic)

    assert from_json(to_json(draft)) == draft


def test_what_is_as_usual_is_left_out():
    assert set(to_json(DRAFT)) == {"key", "channel", "language", "blocks", "subject", "preheader"}


def test_what_nobody_knows_is_overlooked():
    assert from_json({"blocks": [], "colour": "red"}).blocks == []


def test_other_words_have_another_mark():
    stored = to_json(DRAFT)

    assert mark(stored) == mark(dict(reversed(stored.items())))
    assert mark(stored) != mark(stored | {"subject": "Another"})
