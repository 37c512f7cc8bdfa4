"""Which of them gets it, and when it is the other one's turn."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.segments.roles import TOO_LATE, Roles, Whom, parse_roles, second_due
from wedsync.lib.refusal import Refusal

NOON = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
instants = st.integers(-2000, 2000).map(lambda hours: NOON + dt.timedelta(hours=hours))
waits = st.integers(1, 336).map(lambda hours: dt.timedelta(hours=hours))


@given(waits, st.none() | instants, instants)
def test_who_acted_is_never_followed_up(wait, sent, now):
    assert not second_due(wait, NOON, sent, now)


@given(waits, instants)
def test_nobody_follows_what_never_left(wait, now):
    assert not second_due(wait, None, None, now)


@given(waits, instants, instants)
def test_a_turn_begins_and_ends(wait, sent, now):
    passed = now - sent

    assert second_due(wait, None, sent, now) == (wait <= passed < wait + TOO_LATE)


def test_each_role_is_somebody():
    assert all(Roles(whom).among for whom in Whom)


@pytest.mark.parametrize(
    ("whom", "one"), [("primary", False), ("couple", False), ("reachable", True)]
)
def test_only_some_choose_one(whom, one):
    assert parse_roles(whom).one is one


def test_what_is_left_out_is_usual():
    assert parse_roles("then_other") == Roles(Whom.THEN_OTHER, "email", 48)
    assert Roles().patience == dt.timedelta(hours=48)


@pytest.mark.parametrize(
    "given_",
    [("uncle",), (None,), ("primary", "push"), ("primary", "email", 0), ("primary", "email", "x")],
)
def test_the_rest_is_refused(given_):
    with pytest.raises(Refusal):
        parse_roles(*given_)
