"""The key of a test names as whose it is written."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from messaging.trial import As, carried_by, key_of, key_through, meant_by


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


@given(st.uuids(), st.uuids())
def test_a_key_names_the_one_account_that_may_carry_it(unique, account):
    key = key_through(unique, account)

    assert (carried_by(key), meant_by(key)) == (account, None)


@given(st.uuids(), st.builds(As, st.uuids(), st.uuids(), st.dates()) | st.none())
def test_whatever_else_is_tried_may_go_any_way(unique, meant):
    assert carried_by(key_of(unique, meant)) is None


@given(st.text(max_size=40))
def test_nothing_else_is_held_to_an_account(key):
    assert carried_by(f"timeline:{key}") is None
