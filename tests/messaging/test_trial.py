"""The key of a test names as whose it is written."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from messaging.trial import As, key_of, meant_by


@given(st.uuids(), st.builds(As, st.uuids(), st.uuids(), st.dates()))
def test_a_key_says_what_it_was_made_of(unique, meant):
    assert meant_by(key_of(unique, meant)) == meant
    assert len(key_of(unique, meant)) <= 200


@given(st.text(max_size=40))
def test_every_other_key_means_nobody(key):
    assert meant_by(f"timeline:{key}") is None


def test_a_test_as_oneself_means_nobody_else():
    assert meant_by(key_of(uuid.UUID(int=7))) is None
    assert meant_by(key_of(uuid.UUID(int=7), As(uuid.UUID(int=1), uuid.UUID(int=2), dt.date.max)))
