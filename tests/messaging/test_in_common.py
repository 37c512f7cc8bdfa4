"""What is taken apart for a call comes together as it was, to the byte."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.in_common import apart, together

SCALARS = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", 0.0, 1.0])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab"), inner)
)
CONTEXTS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "couple"]), VALUES, max_size=3), max_size=4
)


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
    calls = [
        {"vendor": {"name": "Fern", "lines": ["Nora"]}, "made_by": {"score": score, "key": "A"}}
        for score in (795, 800)
    ]

    shared, rests = apart(calls)

    assert shared == {"vendor": {"name": "Fern", "lines": ["Nora"]}, "made_by": {"key": "A"}}
    assert rests == [{"made_by": {"score": 795}}, {"made_by": {"score": 800}}]


def test_a_list_that_several_say_is_said_once():
    fern, moss = [{"code": "season", "reason": "Off peak."}], [{"code": "style"}]
    calls = [{"made_by": {"rules": rules}} for rules in (fern, moss, [*fern], [])]

    shared, rests = apart(calls)

    assert shared == {"*": {"made_by": {"rules": [fern]}}}
    assert [rest["made_by"]["rules"] for rest in rests] == [0, moss, 0, []]
    assert [together(shared, rest) for rest in rests] == calls


def test_a_list_that_only_one_says_stays_with_it():
    calls = [{"made_by": {"rules": [code]}} for code in ("season", "style")]

    assert apart(calls) == ({}, calls)


def test_whose_own_part_is_gone_has_only_what_all_say():
    shared = {"locale": "en", "*": {"made_by": {"rules": [[1]]}}}

    assert together(shared, {}) == {"locale": "en"}


def test_what_is_said_of_people_stays_with_their_own_message():
    lena = {"couple": {"names": "Lena & Marc"}, "person": {"role": "partner_a"}, "locale": "en"}

    shared, rests = apart([lena, lena])

    assert shared == {"locale": "en"}
    assert rests == [{"couple": lena["couple"], "person": lena["person"]}] * 2


def test_true_and_one_are_not_the_same():
    shared, rests = apart([{"made_by": {"cost": 1}}, {"made_by": {"cost": True}}])

    assert (shared, [rest["made_by"]["cost"] is True for rest in rests]) == ({}, [False, True])


def written(context):
    return orjson.dumps(context, option=orjson.OPT_SORT_KEYS)


def test_what_is_no_group_is_shared_as_a_whole():
    assert together({"free_form": True}, {"free_form": True}) == {"free_form": True}
    assert together({"free_form": True}, {"couple": {}}) == {"free_form": True, "couple": {}}
