"""What "why" says about copy."""

import pytest

from personalization.copy.bucket import Bucket
from personalization.copy.said import REASONS, said, writer_of

BUCKET = Bucket(stage="upcoming", guests="large", season="autumn").key


def test_nothing_where_nobody_wanted_any():
    assert said({}) == said({"copy": "nonsense"}) == ""


def test_whose_words_they_are():
    sentence = said({"copy": {"id": "1", "bucket": BUCKET, "model": "m-1"}})

    assert sentence == (
        "Worded by m-1 for couples like this (upcoming, large, autumn), and approved."
    )


@pytest.mark.parametrize("state", [*REASONS, "unheard of"])
def test_why_the_human_text_went(state):
    sentence = said({"copy": {"bucket": BUCKET, "instead": state}})

    assert sentence.startswith("In your own words")


def test_a_record_names_the_model_whose_words_were_taken():
    taken = {"copy": {"id": "1", "bucket": BUCKET, "model": "m-1"}}

    assert writer_of(taken) == {"writer": "copy", "model": "m-1"}
    assert writer_of({"copy": {"bucket": BUCKET, "instead": ""}}) == writer_of({}) == {}
