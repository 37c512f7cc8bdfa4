"""A message's condition as rows, and back."""

import pytest

from wedsync.dashboard.conditions import Group, Row
from wedsync.dashboard.step_conditions import condition_of, rows_of
from wedsync.lib.refusal import Refusal

PLAIN = {"life": "booked", "tag": "vip"}
TAGGED = Group("all", (Row("tag", "has", {"words": ["vip"]}),))
ROWS = {"conditions": [{"field": "tag", "is": "has", "value": ["vip"]}]}


def test_what_says_the_same_stays_as_it_was_written():
    assert condition_of(rows_of(PLAIN), PLAIN) == PLAIN


def test_what_says_something_else_is_written_as_conditions():
    assert condition_of(TAGGED, PLAIN) == ROWS
    assert condition_of(TAGGED, None) == ROWS


def test_a_role_that_another_program_wrote_stays():
    assert condition_of(TAGGED, {"role": "planner", "conditions": []}) == {
        "role": "planner",
        **ROWS,
    }


def test_no_rows_ask_nothing():
    assert rows_of(None) == Group()
    assert condition_of(Group(), PLAIN) == {}


def test_what_cant_be_read_is_refused_and_may_be_said_anew():
    with pytest.raises(Refusal):
        rows_of({"colour": "blue"})
    assert condition_of(TAGGED, {"colour": "blue"}) == ROWS
    with pytest.raises(Refusal):
        condition_of(Group("all", (Row(),)), None)
