"""What is taken apart for a call comes together as it was, to the byte."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.common import apart, together

SCALARS = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", 0.0, 1.0])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab"), inner)
)
CONTEXTS = st.lists(st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3), max_size=4)


@pytest.mark.law
@given(CONTEXTS)
def test_what_was_taken_apart_comes_together_to_the_byte(contexts):
    shared, rests = apart(contexts)

    assert [written(together(shared, rest)) for rest in rests] == [*map(written, contexts)]


@pytest.mark.law
@given(CONTEXTS)
def test_it_comes_together_from_what_was_stored(contexts):
    shared, rests = orjson.loads(orjson.dumps(apart(contexts)))

    assert [written(together(shared, rest)) for rest in rests] == [*map(written, contexts)]


def test_what_all_say_is_said_once():
    couples = [
        {"vendor": {"name": "Fern", "lines": ["Nora"]}, "person": {"name": name, "role": "a"}}
        for name in ("Lena", "Marc")
    ]

    shared, rests = apart(couples)

    assert shared == {"vendor": {"name": "Fern", "lines": ["Nora"]}, "person": {"role": "a"}}
    assert rests == [{"person": {"name": "Lena"}}, {"person": {"name": "Marc"}}]


def test_a_message_that_travels_alone_shares_all_with_itself():
    assert apart([{"person": {"name": "Lena"}}]) == ({"person": {"name": "Lena"}}, [{}])


def test_true_and_one_are_not_the_same():
    shared, rests = apart([{"wedding": {"guests": 1}}, {"wedding": {"guests": True}}])

    assert (shared, [rest["wedding"]["guests"] is True for rest in rests]) == ({}, [False, True])


def written(context):
    return orjson.dumps(context, option=orjson.OPT_SORT_KEYS)
