"""A draft is compiled once; what comes out is all a message needs."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from personalization.compile import compile_draft
from personalization.fields import sample
from personalization.problems import Invalid
from personalization.render import render
from tests.personalization.drafts import DRAFT, EVERYTHING, HELLO, compiled

EMPTY = {"br", "hr", "img", "meta"}


class Balance(HTMLParser):
    """Every element that is opened is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in EMPTY:
            assert self.open.pop() == tag


def test_what_is_stored_says_what_the_mail_reads():
    mail = compile_draft(EVERYTHING, purpose="contractual")

    assert {
        key: mail[key] for key in ("format", "purpose", "language", "subject", "preheader")
    } == {
        "format": 1,
        "purpose": "contractual",
        "language": "en",
        "subject": "Hello {{ couple.names }}",
        "preheader": "A question",
    }
    assert [link["source"] for link in mail["links"]] == [
        "https://x.test/?g={{ wedding.guests }}",
        "https://x.test/b",
        "{{ vendor.website }}",
    ]
    assert mail["required"] == ["wedding.guests"]
    assert mail["conditions"] == [
        {"where": "Block 2 (text)", "when": "wedding.venue"},
        {"where": "Block 3 (columns)", "when": "wedding.guests > 50"},
        {"where": "Block 3 (columns), column 2, block 1 (button)", "when": "vendor.website"},
    ]
    assert {"wedding.venue", "vendor.signature_lines", "brand.accent"} <= set(mail["fields"])


def test_the_text_part_says_what_the_mail_says():
    text = render(compile_draft(EVERYTHING, purpose="contractual"), sample()).text

    assert text == (
        "Your day & ours\n\n"
        "At Villa Aurora.\n\n"
        "See it (https://x.test/?g=120).\n\n"
        "[Us] (https://x.test/b)\n\n"
        "Go: https://lumen.example\n\n"
        "And then\n\n"
        "[Lena & Marc]\n\n"
        "- - - - -\n\n"
        "Warmly,\nNora Lumen\n\n"
        "--\nAtelier Lumen · 12 Rue du Lac, 4051 Basel\n"
    )


@pytest.mark.parametrize("guests", [10, 100])
@pytest.mark.parametrize("venue", ["Villa Aurora", None])
def test_hidden_blocks_leave_a_page_in_order(guests, venue):
    values = sample()
    values["wedding"] |= {"guests": guests, "venue": venue}
    page = Balance()

    page.feed(render(compile_draft(EVERYTHING, purpose="marketing"), values).html)

    assert page.open == []


def test_the_digest_names_the_content():
    assert compiled()["digest"] == compiled()["digest"]
    assert compiled()["digest"] != compiled(preheader="Another")["digest"]


def test_nothing_a_vendor_writes_becomes_an_element_of_ours():
    evil = '[[0]] <mj-raw><script>x</script></mj-raw> \\u{200d} 👩‍❤️‍👨 "'
    blocks = [
        {"type": "heading", "text": evil},
        {"type": "button", "label": evil, "url": "https://x.test"},
        {"type": "image", "src": "https://x.test/a.png?[[1]]", "alt": evil},
    ]

    html = render(compiled(blocks=blocks), sample()).html

    assert "<script" not in html
    assert "mj-raw>" not in html.replace("mj-raw&gt;", "")
    assert html.count("[[0]] &lt;mj-raw&gt;&lt;script&gt;x") == 3
    assert html.count("👩‍❤️‍👨") == 3
    assert 'src="https://x.test/a.png?[[1]]"' in html


def test_every_problem_is_in_the_refusal():
    with pytest.raises(Invalid) as caught:
        compile_draft(replace(DRAFT, subject="{{ x }}", blocks=[{"type": "y"}]), purpose="helpful")

    assert len(caught.value.problems) == 2


def test_a_mail_of_more_merge_tags_than_one_part_may_hold_is_refused():
    blocks = [{"type": "text", "text": "{{ couple.names }}" * 90}] * 6

    with pytest.raises(Invalid, match="Mail: There are more than 500 merge tags"):
        compiled(blocks=[*blocks, HELLO])
