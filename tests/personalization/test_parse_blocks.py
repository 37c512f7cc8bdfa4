"""Blocks are read strictly, and every fault is named by its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.blocks import (
    Button,
    Columns,
    Divider,
    Heading,
    Image,
    Questionnaire,
    Signature,
    Spacer,
    Text,
    Timeline,
)
from personalization.parse_blocks import parse_blocks

HELLO = {"type": "text", "text": "Hello"}
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=9), st.sampled_from(["text"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["type", "text", "columns", "when", "x"]), inner),
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_explained(raw):
    parsed = parse_blocks(raw)

    assert bool(parsed.problems) or len(parsed.blocks) == len(raw)


def test_every_kind_of_block_is_read():
    raw = [
        {"type": "heading", "text": "Hi"},
        {**HELLO, "when": "wedding.venue"},
        {"type": "image", "src": "https://x.test/a.png", "alt": "Us", "width": 300},
        {"type": "button", "label": "Go", "url": "https://x.test"},
        {"type": "questionnaire", "label": "Tell us", "url": "https://x.test/q", "minutes": 10},
        {"type": "timeline", "when": "wedding.venue"},
        {"type": "divider"},
        {"type": "spacer", "height": 8},
        {"type": "signature"},
        {"type": "columns", "columns": [[HELLO], [HELLO, {"type": "divider"}]], "when": "a"},
    ]

    assert parse_blocks(raw).blocks == (
        Heading("Hi"),
        Text("Hello", when="wedding.venue"),
        Image("https://x.test/a.png", "Us", width=300),
        Button("Go", "https://x.test"),
        Questionnaire("Tell us", "https://x.test/q", 10),
        Timeline("wedding.venue"),
        Divider(),
        Spacer(8),
        Signature(),
        Columns(((Text("Hello"),), (Text("Hello"), Divider())), when="a"),
    )


def test_what_no_mail_can_show_is_taken_out_of_texts():
    raw = [{"type": "text", "text": "a\r\nb\x00\ue000\u2028c\ud800\t \n"}]

    assert parse_blocks(raw).blocks == (Text("a\nbc"),)


KINDS = "heading, text, image, button, questionnaire, timeline, divider, spacer, signature"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("text", "Blocks: They must be a list of at least one block."),
        ([], "Blocks: They must be a list of at least one block."),
        ([HELLO] * 61, "Blocks: There are more than 60 of them."),
        ([HELLO, 7], f"Block 2: 'type' must be one of {KINDS}, columns."),
        ([{"type": ["text"]}], f"Block 1: 'type' must be one of {KINDS}, columns."),
        ([{"type": "html"}], f"Block 1: 'type' must be one of {KINDS}, columns."),
        ([{"type": "text"}], "Block 1 (text): 'text' is missing."),
        ([{"type": "text", "text": " \x00"}], "Block 1 (text): 'text' is empty."),
        ([{"type": "text", "text": 3}], "Block 1 (text): 'text' must be a text."),
        ([{**HELLO, "style": "x"}], "Block 1 (text): 'style' is not known here."),
        ([{**HELLO, "when": None}], "Block 1 (text): 'when' must be a text."),
        (
            [{"type": "questionnaire", "label": "Go", "url": "https://x.test", "minutes": 121}],
            "Block 1 (questionnaire): 'minutes' must be from 0 to 120.",
        ),
        ([{"type": "spacer", "height": "8"}], "Block 1 (spacer): 'height' must be a whole number."),
        (
            [{"type": "spacer", "height": True}],
            "Block 1 (spacer): 'height' must be a whole number.",
        ),
        ([{"type": "spacer", "height": 0}], "Block 1 (spacer): 'height' must be from 1 to 120."),
        (
            [{"type": "image", "src": "http://x.test/a.png", "alt": "Us"}],
            "Block 1 (image): 'src' must be an https:// address.",
        ),
        (
            [{"type": "image", "src": "https://x.test/a.png", "alt": "Us", "width": 601}],
            "Block 1 (image): 'width' must be from 1 to 600.",
        ),
        (
            [{"type": "image", "src": "https://x.test/a.png"}],
            "Block 1 (image): 'alt' is missing.",
        ),
        (
            [{"type": "columns", "columns": [[HELLO]]}],
            "Block 1 (columns): 'columns' must be a list of 2 lists of blocks.",
        ),
        (
            [{"type": "columns", "columns": [[HELLO], [HELLO]], "x": 1}],
            "Block 1 (columns): 'x' is not known here.",
        ),
        (
            [{"type": "columns", "columns": [[HELLO], [HELLO]], "when": 1}],
            "Block 1 (columns): 'when' must be a text.",
        ),
        (
            [{"type": "columns", "columns": [[HELLO], []]}],
            "Block 1 (columns), column 2: A column must be a list of at least one block.",
        ),
        (
            [{"type": "columns", "columns": [[HELLO], [HELLO, {"type": "button", "url": "x"}]]}],
            "Block 1 (columns), column 2, block 2 (button): 'label' is missing.",
        ),
        (
            [{"type": "columns", "columns": [[HELLO], [{"type": "columns"}]]}],
            f"Block 1 (columns), column 2, block 1: 'type' must be one of {KINDS}.",
        ),
    ],
)
def test_a_fault_is_named_by_the_place_of_its_block(raw, problem):
    assert [str(one) for one in parse_blocks(raw).problems] == [problem]
