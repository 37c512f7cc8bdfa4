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
        "https://x.test/q",
    ]
    assert mail["required"] == ["wedding.guests"]
    assert mail["conditions"] == [
        {"where": "Block 2 (text)", "when": "wedding.venue"},
        {"where": "Block 3 (columns)", "when": "wedding.guests > 50"},
        {"where": "Block 3 (columns), column 2, block 1 (button)", "when": "vendor.website"},
        {"where": "Block 7 (timeline)", "when": "wedding.events"},
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
        "Tell us: https://x.test/q (10 min.)\n\n"
        "3:00 PM: Ceremony\n5:30 PM: Reception\n\n"
        "- - - - -\n\n"
        "Warmly,\nNora Lumen\n\n"
        "--\nAtelier Lumen · 12 Rue du Lac, 4051 Basel\n"
    )


TIMELINE = [HELLO, {"type": "timeline"}]


def test_a_timeline_is_left_out_where_no_event_is_known():
    values = sample()
    del values["wedding"]["events"]

    content = render(compiled(blocks=TIMELINE), values)

    assert content.text.startswith("Hi Lena\n\n--\n")
    assert "0 0 8px" not in content.html


def test_what_an_event_is_called_becomes_no_element():
    values = sample()
    values["wedding"]["events"] = ["3:00 PM: <b>Vows</b>"]

    content = render(compiled(blocks=TIMELINE), values)

    assert "3:00 PM: &lt;b&gt;Vows&lt;/b&gt;" in content.html
    assert "3:00 PM: <b>Vows</b>" in content.text


def test_a_text_message_has_the_timeline_and_the_address_of_the_questionnaire():
    ask = {"type": "questionnaire", "label": "Ten questions", "url": "https://x.test/q"}

    blocks = [ask, {"type": "timeline", "when": "wedding.venue"}]
    sms = render(compiled(channel="sms", subject="", preheader="", blocks=blocks), sample())

    assert sms.text == "Ten questions: https://x.test/q\n\n3:00 PM: Ceremony\n5:30 PM: Reception"


def test_a_tap_on_a_notification_leads_to_the_questionnaire():
    ask = {"type": "questionnaire", "label": "Go", "url": "https://x.test/q", "minutes": 5}

    note = render(compiled(channel="push", preheader="", blocks=[HELLO, ask]), sample())

    assert (note.text, note.link) == ("Hi Lena", "https://x.test/q")


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
