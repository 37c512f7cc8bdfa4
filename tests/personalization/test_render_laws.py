"""Laws of rendering, for any context and any mail."""

import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import assume, given
from hypothesis import strategies as st

from personalization.compile import compile_draft
from personalization.context import with_links
from personalization.coverage import coverage
from personalization.liquid.errors import Unrenderable
from personalization.problems import Invalid
from personalization.render import render
from personalization.verify import ELEMENTS
from tests.personalization.drafts import DRAFT, EVERYTHING
from tests.personalization.strategies import CONDITIONS, TEMPLATES, contexts

MAIL = compile_draft(EVERYTHING, purpose="marketing")
LINKS = {"unsubscribe": "https://x.test/u", "preferences": "https://x.test/p"}


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen += [tag, *(name for name, _ in attrs)]


def rendered(mail, values):
    try:
        return render(mail, with_links(values, **LINKS), pixel="https://x.test/o")
    except Unrenderable as error:
        return type(error)


@given(contexts())
def test_the_same_inputs_give_the_same_bytes_or_the_same_error(values):
    assert rendered(MAIL, values) == rendered(MAIL, values)


@given(contexts())
def test_data_adds_no_element_and_no_attribute(values):
    content = rendered(MAIL, values)
    assume(not isinstance(content, type))

    found = Elements(content.html).seen

    assert not [name for name in found if name.startswith("on")]
    assert "script" not in found
    assert {name for name in found if name in {"iframe", "form", "svg", "object"}} == set()


@given(contexts())
def test_a_subject_is_one_line_without_control_characters(values):
    content = rendered(MAIL, values)
    assume(not isinstance(content, type))

    assert not {unicodedata.category(c) for c in content.subject} & {"Cc", "Zl", "Zp"}


@given(TEMPLATES, CONDITIONS, contexts())
def test_whatever_can_be_published_can_be_rendered_or_says_why_not(source, when, values):
    blocks = [
        {"type": "text", "text": source, "when": when},
        {
            "type": "columns",
            "columns": [[{"type": "heading", "text": source}], [{"type": "divider"}]],
        },
    ]
    try:
        mail = compile_draft(replace(DRAFT, blocks=blocks), purpose="helpful")
    except Invalid:
        return

    content = rendered(mail, values)

    assert isinstance(content, type) or set(Elements(content.html).seen) & ELEMENTS


@given(st.lists(contexts(), max_size=4))
def test_coverage_holds_exactly_what_rendering_would_miss(many):
    linked = [with_links(values, **LINKS) for values in many]
    found = [rendered(MAIL, values) for values in many]
    assume(not any(isinstance(one, type) and one.__name__ != "MissingField" for one in found))

    held = coverage(MAIL, linked).held

    assert held == tuple(i for i, one in enumerate(found) if isinstance(one, type))
