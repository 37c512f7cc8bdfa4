"""Conditions from JSON: everything survives the way there and back, nothing wrong gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.segments import tree
from campaigns.segments.parse import DEEPEST, MOST, parse, to_json
from campaigns.segments.registry import kinds
from tests.campaigns.segments.trees import with_segments
from wedsync.lib.refusal import Refusal

GUESTS = {"field": "guests", "is": "over", "value": 50}
ID = "01890000-0000-7000-8000-000000000001"
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["all", "any", "not", "segment", "field", "is", "value", "x"]), inner
        )
    ),
    max_leaves=8,
)


@given(with_segments)
def test_a_tree_survives_its_json(asked):
    assert parse(to_json(asked), kinds()) == asked


@given(st.lists(json, max_size=3))
def test_whatever_comes_is_read_or_refused_with_its_place(raw):
    try:
        parse(raw, kinds())
    except Refusal as refusal:
        assert refusal.reason.startswith("conditions")  # noqa: PT017 -- most are refused


def nested(depth):
    found = GUESTS
    for _ in range(depth):
        found = {"not": found}
    return [found]


def test_so_deep_and_no_deeper():
    parse(nested(DEEPEST), kinds())

    with pytest.raises(Refusal, match=r"conditions\[0\]\.not.* groups inside each other"):
        parse(nested(DEEPEST + 1), kinds())


def test_so_many_and_no_more():
    parse([GUESTS] * MOST, kinds())

    with pytest.raises(Refusal, match=f"{MOST} conditions are enough"):
        parse([{"any": [GUESTS] * 20}] * 4, kinds())


def said(**value):
    return {"field": "consent", "is": "said", "value": value}


def dated(operator, value):
    return {"field": "date", "is": operator, "value": value}


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({}, "conditions: this is a list of conditions."),
        (["x"], "conditions[0]: this is no condition."),
        ([{}], "conditions[0]: a condition has a field, or is all, any, not or segment."),
        ([{"any": [GUESTS], "all": [GUESTS]}], "conditions[0]: a condition has a field, or"),
        ([GUESTS, {"any": [{"field": "x"}]}], "conditions[1].any[0]: there is no field 'x'."),
        ([{"any": []}], "conditions[0].any: an empty group says nothing."),
        ([{"all": GUESTS}], "conditions[0].all: this is a list of conditions."),
        ([{"segment": 7}], "conditions[0]: 7 is not the id of a segment."),
        ([{"field": ["guests"]}], "conditions[0]: there is no field ['guests']."),
        ([{"field": ""}], "conditions[0]: choose what to ask."),
        ([{"field": "guests", "is": "has"}], "conditions[0]: 'guests' can't be asked 'has'."),
        ([{"field": "guests", "is": ["over"]}], "conditions[0]: 'guests' can't be asked ['over']."),
        ([GUESTS | {"unit": "x"}], "conditions[0]: a condition has no 'unit'."),
        ([GUESTS | {"value": "many"}], "'many' is not a whole number from 0 to 1000000000."),
        ([GUESTS | {"value": True}], "True is not a whole number"),
        ([GUESTS | {"value": -1}], "-1 is not a whole number"),
        ([GUESTS | {"is": "between", "value": [9]}], "give two values, the first and the last."),
        ([GUESTS | {"is": "between", "value": [9, 8]}], "the second number is the smaller one."),
        ([GUESTS | {"is": "known"}], "this takes no value."),
        ([{"field": "life", "is": "is", "value": ["sad"]}], "'sad' is not one of inquiry, booked"),
        ([{"field": "life", "is": "is", "value": []}], "choose one at least."),
        ([{"field": "tag", "is": "has", "value": ["x"] * 51}], "choose 50 at most."),
        ([{"field": "venue", "is": "equals", "value": " "}], "say which word."),
        ([{"field": "venue", "is": "equals", "value": "x" * 201}], "200 characters at most."),
        ([{"field": "venue", "is": "equals", "value": "a\0b"}], "200 characters at most."),
        ([dated("from", "June")], "'June' is not a day like 2027-06-19."),
        ([dated("during", ["2027-06-02", "2027-06-01"])], "it ends before it begins."),
        ([dated("ahead", 7)], "give from, to, unit."),
        ([dated("ahead", {"from": 1, "to": 2, "unit": "years"})], "'years' is not one of days"),
        ([dated("ahead", {"from": 3, "to": 2, "unit": "days"})], "the smaller one."),
        ([dated("ahead", {"from": 1, "to": 200, "unit": "months"})], "200 is not a whole number"),
        ([dated("ahead", {"x": 1})], "there is no 'x'."),
        ([{"field": "opened", "is": "within", "value": 9999}], "9999 is not a whole number"),
        ([said(channel="email", purpose="x", said=["granted"])], "nobody is asked about that"),
        ([said(channel="email", purpose="marketing", said=["maybe"])], "'maybe' is not one of"),
        ([{"field": "message", "is": "got", "value": {"template": "x"}}], "'x' is not an id."),
        ([{"field": "message", "is": "got", "value": {"channel": "x"}}], "'x' is not one of"),
    ],
)
def test_what_is_wrong_is_named(raw, sentence):
    with pytest.raises(Refusal) as refusal:
        parse(raw, kinds())

    assert sentence in refusal.value.reason
    assert refusal.value.code == "audience_invalid"


def test_a_message_without_particulars_is_any_message():
    asked = parse([{"field": "message", "is": "got"}], kinds())

    assert asked == tree.And((tree.Test("message", "got", tree.Past()),))


def test_a_segment_is_mentioned_by_its_id():
    assert to_json(parse([{"segment": ID}], kinds())) == [{"segment": ID}]
