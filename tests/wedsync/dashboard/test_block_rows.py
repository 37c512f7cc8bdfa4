"""Blocks in an editor: read from a form, and changed by its buttons."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from tests.personalization.drafts import EVERYTHING, HELLO
from wedsync.dashboard.block_rows import changed, empty, place_of, read
from wedsync.dashboard.block_shown import KINDS

A, B, C = ({"type": "text", "text": name} for name in "abc")
SIDES = {"type": "columns", "columns": [[A, B], [C]]}


def posted(blocks, above=""):
    """As a page's form says them."""
    fields = {}
    for at, block in enumerate(blocks):
        place = f"{above}{at}"
        for name, value in block.items():
            if name == "columns":
                for side, few in enumerate(value):
                    fields |= posted(few, f"{place}.{side}.")
            else:
                fields[f"at.{place}.{name}"] = str(value)
    return fields


def form(fields):
    query = QueryDict(mutable=True)
    query.update(fields)
    return query.lists()


def test_what_a_form_posts_is_read_as_it_was_shown():
    assert read(form(posted(EVERYTHING.blocks))) == list(EVERYTHING.blocks)


def test_gaps_in_the_numbers_close():
    fields = {"subject": "Hi", "at.7.type": "text", "at.7.text": "b", **posted([A])}

    assert read(form(fields)) == [A, B]


def test_what_is_optional_and_empty_or_as_usual_is_left_out():
    fields = {"at.0.type": "image", "at.0.src": "", "at.0.alt": "", "at.0.width": "600"}

    assert read(form(fields | {"at.0.when": " "})) == [{"type": "image", "src": "", "alt": ""}]


def test_what_is_no_number_or_no_block_is_kept_for_the_review_to_name():
    fields = {"at.0.type": "spacer", "at.0.height": "tall", "at.1.type": "marquee", "at.1.x": "y"}

    assert read(form(fields)) == [{"type": "spacer", "height": "tall"}, {"type": "marquee"}]


def test_what_no_database_keeps_is_taken_out():
    assert read(form({"at.0.type": "text", "at.0.text": "a\x00\r\nb"})) == [
        {"type": "text", "text": "a\nb"}
    ]


def test_columns_keep_their_condition():
    block = SIDES | {"when": "wedding.venue"}

    assert read(form(posted([block]))) == [block]


@pytest.mark.parametrize(
    ("action", "after", "focus"),
    [
        ("up:1", [B, A, C], "0"),
        ("down:1", [A, C, B], "2"),
        ("up:0", [A, B, C], "0"),
        ("down:2", [A, B, C], "2"),
        ("copy:0", [A, A, B, C], "1"),
        ("remove:2", [A, B], "1"),
        ("move:0:2", [B, C, A], "2"),
        ("move:2:0", [C, A, B], "0"),
        ("move:0:99", [B, C, A], "2"),
        ("add:divider:", [A, B, C, {"type": "divider"}], "3"),
        ("add:columns:", [A, B, C, empty("columns")], "3"),
        ("add:marquee:", [A, B, C], ""),
        ("add:text:0.1", [A, B, C], ""),
        ("up:9", [A, B, C], ""),
        ("up:0.0.0", [A, B, C], ""),
        ("up:", [A, B, C], ""),
        ("move:0:x", [A, B, C], ""),
        ("dance:0", [A, B, C], ""),
        ("", [A, B, C], ""),
    ],
)
def test_a_button_changes_the_blocks_and_says_where_one_goes_on(action, after, focus):
    assert changed([A, B, C], action) == (after, focus)


@pytest.mark.parametrize(
    ("action", "columns", "focus"),
    [
        ("down:0.0.0", [[B, A], [C]], "0.0.1"),
        ("remove:0.1.0", [[A, B], []], ""),
        ("add:heading:0.1", [[A, B], [C, empty("heading")]], "0.1.1"),
        ("add:columns:0.1", [[A, B], [C]], ""),
        ("copy:0.5.0", [[A, B], [C]], ""),
        ("copy:7.0.0", [[A, B], [C]], ""),
    ],
)
def test_so_it_does_in_a_column(action, columns, focus):
    assert changed([SIDES], action) == ([{**SIDES, "columns": columns}], focus)


def test_what_was_there_before_is_left_alone():
    before = [SIDES, HELLO]

    changed(before, "remove:0.0.0")

    assert before == [{"type": "columns", "columns": [[A, B], [C]]}, HELLO]


@given(
    st.lists(st.sampled_from([A, B, SIDES]), max_size=5),
    st.sampled_from(["up", "down", "copy", "remove", "move", "add"]),
    st.text(alphabet="0123.:textcolumns", max_size=12),
)
def test_no_button_loses_or_invents_more_than_one_block(blocks, verb, rest):
    after, focus = changed(blocks, f"{verb}:{rest}")

    assert abs(len(after) - len(blocks)) <= 1
    assert focus == "" or place_of(focus)[0] < len(after)


def test_every_kind_can_be_added():
    for kind in KINDS:
        assert changed([], f"add:{kind}:")[0] == [empty(kind)]
