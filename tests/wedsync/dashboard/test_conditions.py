"""Rows of conditions between a form and a tree."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from campaigns.segments.parse import parse, to_json
from campaigns.segments.registry import kinds
from campaigns.segments.tree import And, Not, Or
from campaigns.segments.tree import Test as Asked
from tests.campaigns.segments.trees import with_segments
from wedsync.dashboard.condition_json import of_tree
from wedsync.dashboard.condition_json import to_json as rows_to_json
from wedsync.dashboard.conditions import Group, Row, changed, read

GUESTS = Row("guests", "over", {"field": ["guests"], "is": ["over"], "value": ["50"]})


def posted(group, above="at"):
    """What a browser would send of a page that shows these rows."""
    pairs = []
    for number, part in enumerate(group.parts):
        name = f"{above}.{number}"
        if isinstance(part, Group):
            pairs += [(f"{name}.group", part.how), *posted(part, name)]
            continue
        pairs += [(f"{name}.field", part.field), (f"{name}.is", part.operator)]
        pairs += [(f"{name}.{key}", text) for key, texts in part.given.items() for text in texts]
    return pairs


def again(group):
    return read(QueryDict(urlencode(posted(group))).lists())


def plain(node):
    """Without what a page doesn't tell apart: `not x` and "none of: x"."""
    match node:
        case Not(Or(parts)):
            return Not(Or(tuple(map(plain, parts))))
        case Not(of):
            return Not(Or((plain(of),)))
        case And(parts) | Or(parts):
            return type(node)(tuple(map(plain, parts)))
    return node


@given(with_segments)
def test_a_tree_survives_the_page_it_is_edited_on(asked):
    shown = again(of_tree(asked))

    assert rows_to_json(shown) == to_json(plain(asked))


def test_gaps_in_the_numbers_close():
    pairs = {"at.3.field": ["guests"], "at.12.field": ["life"], "at.7.field": ["tag"], "name": "x"}

    assert [row.field for row in read(pairs.items()).parts] == ["guests", "tag", "life"]


@pytest.mark.parametrize(
    "name", ["at.field", "at.x.field", "at.0", "at.0.1.2.3.4.5.6.field", "bat.0.field", "at.0.fi-x"]
)
def test_what_is_no_row_is_passed_over(name):
    assert read([(name, ["guests"])]).parts == ()


def test_no_more_is_read_than_a_page_may_have():
    assert len(read([(f"at.{n}.field", ["guests"]) for n in range(900)]).parts) == 600


def test_an_unknown_kind_of_group_means_all():
    assert read([("at.0.group", ["most"])]).parts == (Group("all"),)


TWO = Group("all", (GUESTS, Group("any", (GUESTS,))))


@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("add:", Group("all", (*TWO.parts, Row()))),
        ("add:1", Group("all", (GUESTS, Group("any", (GUESTS, Row()))))),
        ("group:", Group("all", (*TWO.parts, Group("any", (Row(),))))),
        ("remove:0", Group("all", TWO.parts[1:])),
        ("remove:1.0", Group("all", (GUESTS, Group("any")))),
        ("remove:", TWO),
        ("remove:9", TWO),
        ("remove:9.1", TWO),
        ("add:0", TWO),
        ("show", TWO),
        ("add:x", Group("all", (*TWO.parts, Row()))),
    ],
)
def test_a_button_changes_the_rows(action, after):
    assert changed(TWO, action) == after


@pytest.mark.parametrize(
    ("row", "json"),
    [
        (Row(), {"field": "", "is": ""}),
        (Row("guests", "over", {"value": ["many"]}), {"value": "many"}),
        (Row("guests", "between", {"from": ["5"], "to": [""]}), {"value": [5, ""]}),
        (Row("tag", "has", {"words": ["vip, past ,"]}), {"value": ["vip", "past"]}),
        (Row("life", "is", {"value": ["booked", "inquiry"]}), {"value": ["booked", "inquiry"]}),
        (Row("date", "ahead", {"from": ["1"], "to": ["2"]}),
         {"value": {"from": 1, "to": 2, "unit": "days"}}),
        (Row("guests", "known", {"value": ["5"]}), {"is": "known"}),
        (Row("message", "got", {"days": ["30"], "channel": [""]}), {"value": {"days": 30}}),
        (Row("segment", "", {"value": ["x"]}), {"segment": "x"}),
    ],
)  # fmt: skip
def test_a_row_says_what_its_fields_hold(row, json):
    written = rows_to_json(Group("all", (row,)))[0]

    assert {name: written[name] for name in json} == json
    assert ("value" in written) == ("value" in json)


@given(st.lists(st.tuples(st.text("at.0123fieldisvlu", max_size=12), st.lists(st.text()))))
def test_whatever_is_posted_is_read(pairs):
    rows_to_json(read(pairs))


def test_a_posted_row_is_parsed_as_it_stands():
    asked = And((Asked("guests", "over", 50),))

    assert parse(rows_to_json(again(of_tree(asked))), kinds()) == asked


SAID = {"channel": "email", "purpose": "marketing", "said": ["granted"]}
FAR = {"from": 2, "to": 6, "unit": "weeks"}


@pytest.mark.parametrize(
    "condition",
    [
        {"field": "consent", "is": "said", "value": SAID},
        {"field": "message", "is": "got", "value": {"channel": "sms", "days": 9}},
        {"field": "date", "is": "ahead", "value": FAR},
        {"field": "guests", "is": "between", "value": [5, 9]},
        {"field": "date", "is": "during", "value": ["2027-06-01", "2027-06-30"]},
        {"field": "tag", "is": "has", "value": ["vip", "past"]},
        {"field": "venue", "is": "begins", "value": "Fern"},
        {"field": "guests", "is": "known"},
        {"any": [{"field": "guests", "is": "known"}]},
        {"all": [{"field": "guests", "is": "known"}]},
        {"not": {"any": [{"field": "guests", "is": "known"}]}},
        {"segment": "01890000-0000-7000-8000-000000000001"},
    ],
)
def test_each_shape_survives_the_page(condition):
    assert rows_to_json(again(of_tree(parse([condition], kinds())))) == [condition]
