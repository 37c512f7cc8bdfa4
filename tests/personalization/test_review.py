"""A draft's author learns everything that is wrong with it at once, each with its place."""

from dataclasses import replace

import pytest

from personalization.review import review
from tests.personalization.drafts import DRAFT, EVERYTHING, HELLO


def problems(**changes):
    return [str(one) for one in review(replace(DRAFT, **changes)).problems]


def text(source, **more):
    return {"blocks": [{"type": "text", "text": source, **more}]}


def test_a_sound_draft_has_no_problems():
    assert problems() == []
    assert review(EVERYTHING).problems == []


def test_all_problems_are_told_at_once():
    found = problems(
        subject="Hi {{ nobody }}",
        preheader="{{",
        blocks=[HELLO, {"type": "button", "label": "{{ a | upcas }}", "url": "x"}, {"type": "x"}],
    )

    assert [one.partition(":")[0] for one in found] == [
        "Block 3",
        "Subject, line 1, column 7",
        "Preheader, line 1, column 1",
        "Block 2 (button), line 1, column 8",
        "Block 2 (button)",
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"subject": " "}, "Subject: A mail needs a subject."),
        ({"subject": "a\nb"}, "Subject: It must be one line without control characters."),
        ({"subject": "a" * 401}, "Subject: It is longer than 400 characters."),
        ({"preheader": "a\x00"}, "Preheader: It must be one line without control characters."),
        ({"key": "AB"}, "Variant: The key must be one letter from A to Z."),
        (
            {"channel": "fax"},
            "Variant: The channel must be one of email, sms, whatsapp, push, in_app.",
        ),
        ({"weight": 0}, "Variant: The weight must be from 1 to 1000."),
        ({"language": "xx"}, "Variant: 'xx' is no language we know."),
        ({"language": ""}, "Variant: '' is no language we know."),
        (
            text("Hi {{ person.firstname }}"),
            (
                "Block 1 (text), line 1, column 7: There is no field 'person.firstname'."
                " Did you mean 'person.first_name'?"
            ),
        ),
        (text("{{ zzz }}"), "Block 1 (text), line 1, column 4: There is no field 'zzz'."),
        (text("{{ wedding }}"), "Block 1 (text), line 1, column 4: There is no field 'wedding'."),
        (text("{{ link[0] }}"), "Block 1 (text), line 1, column 4: There is no field 'link[0]'."),
        (
            text("{% assign person = 1 %}"),
            "Block 1 (text), line 1, column 4: 'person' is a group of fields; choose another name.",
        ),
        (
            text("{{ wedding.guests | divided_by: 0 }}"),
            "Block 1 (text): A value doesn't fit the template: divided_by: can't divide by 0.",
        ),
        (
            text("<b {{ couple.names }}>x</b>"),
            (
                "Block 1 (text): A merge tag stands inside an HTML tag,"
                " where only 'href' may hold one."
            ),
        ),
        (
            text("<a href='{{ couple.names }}'>x</a>"),
            (
                "Block 1 (text): The link 'Lena & Marc' holds the character ' ',"
                " which no address may hold."
            ),
        ),
        (
            text("x", when="wedding.venue ="),
            (
                "Block 1 (text), line 1, column 15: Something is left over."
                " Is a '|', ':' or ',' missing?"
            ),
        ),
        (
            text("x", when="{{ wedding.venue }}"),
            "Block 1 (text): A condition is written without braces.",
        ),
        (
            text("x", when="wedding.venu"),
            (
                "Block 1 (text), line 1, column 1: There is no field 'wedding.venu'."
                " Did you mean 'wedding.venue'?"
            ),
        ),
        (
            {"blocks": [{"type": "button", "label": "Go", "url": "{{ nobody }}"}]},
            "Block 1 (button), line 1, column 4: There is no field 'nobody'.",
        ),
        (
            {"blocks": [{"type": "image", "src": "https://x.test/a", "alt": "x", "href": "x"}]},
            "Block 1 (image): The link 'x' must begin with https://, http://, mailto: or tel:.",
        ),
        (
            {"blocks": [{"type": "columns", "columns": [[HELLO], [text("{{")["blocks"][0]]]}]},
            (
                "Block 1 (columns), column 2, block 1 (text), line 1, column 1:"
                " {{ is never closed with }}."
            ),
        ),
    ],
)
def test_a_problem_is_a_sentence_with_its_place(changes, problem):
    assert problems(**changes) == [problem]


def test_a_draft_of_too_many_words_is_refused():
    many = [{"type": "text", "text": "a" * 2000}] * 40

    assert "Blocks: They hold more than 65,536 characters." in problems(blocks=many)


def test_what_a_condition_proves_holds_in_its_block():
    found = review(replace(DRAFT, **text("{{ wedding.venue }}", when="wedding.venue != blank")))

    assert [read.safe for read in found.reads if read.path == "wedding.venue"] == [True, True]
    assert found.conditions == [("Block 1 (text)", "wedding.venue != blank")]
