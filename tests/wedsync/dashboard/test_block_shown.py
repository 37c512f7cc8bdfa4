"""What the editor's page shows of blocks: numbers, fields, and what is wrong with each."""

from dataclasses import fields, replace

from personalization.blocks import SIMPLE
from personalization.compile import compile_draft
from personalization.parse_blocks import KINDS as ALL
from personalization.problems import Invalid, Problem
from tests.personalization.drafts import DRAFT, EVERYTHING, HELLO
from wedsync.dashboard.block_shown import KINDS, LABELS, marks, placed, shown

BAD = {"type": "text", "text": "{{ person.firstname }}"}


def problems_of(*blocks, **also):
    try:
        compile_draft(replace(DRAFT, blocks=list(blocks), **also), purpose="helpful")
    except Invalid as error:
        return placed(error.problems)
    return {}


def test_every_kind_and_field_has_a_name():
    assert set(KINDS) == set(ALL)
    names = {field.name for kind in SIMPLE.values() for field in fields(kind)}
    assert set(LABELS) == names - {"when"}


def test_a_block_is_shown_with_its_fields_and_their_usual_values():
    (block,) = shown([{"type": "image", "src": "https://x.test/a.png", "alt": "Us"}], {})

    assert (block.number, block.label, block.first, block.last) == ("1", "Image", True, True)
    assert [(one.name, one.value, one.look) for one in block.inlets] == [
        ("src", "https://x.test/a.png", "code"),
        ("alt", "Us", "line"),
        ("href", "", "code"),
        ("width", "600", "number"),
    ]


def test_blocks_in_columns_are_numbered_within_them():
    blocks = shown(list(EVERYTHING.blocks), {}, focus="2.1.0")

    inner = blocks[2].columns[1].blocks[0]
    assert (inner.number, inner.id, inner.fresh) == ("3.2.1", "2-1-0", True)
    assert ("2-1-0", ()) in marks(blocks)
    assert len(marks(blocks)) == len(blocks) + 2


def test_what_is_wrong_stands_at_its_block():
    assert problems_of(HELLO, BAD) == {
        "1": [
            (
                "Line 1, column 4: There is no field 'person.firstname'. "
                "Did you mean 'person.first_name'?"
            )
        ]
    }


def test_a_block_that_can_not_be_read_does_not_move_the_faults_of_others():
    empty = {"type": "heading", "text": ""}
    sides = {"type": "columns", "columns": [[empty, BAD], [HELLO]]}

    assert set(problems_of(empty, sides, BAD)) == {"0", "1.0.0", "1.0.1", "2"}


def test_a_column_without_blocks_is_a_fault_of_the_columns():
    assert set(problems_of({"type": "columns", "columns": [[], [HELLO]]})) == {"0"}


def test_what_is_wrong_elsewhere_has_its_place_too():
    found = placed(
        [
            Problem("Subject", "It is empty."),
            Problem("Variable 2", "It is empty."),
            Problem("Blocks", "There are more than 60 of them."),
        ]
    )

    assert found == {
        "subject": ["It is empty."],
        "variable-2": ["It is empty."],
        "": ["There are more than 60 of them."],
    }


def test_a_kind_nobody_knows_is_shown_by_its_own_name():
    (block,) = shown([{"type": "marquee"}], {})

    assert (block.label, block.inlets) == ("marquee", [])
