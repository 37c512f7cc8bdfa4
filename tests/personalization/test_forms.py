"""A draft that its channel can't carry is refused, each fault with its place."""

from dataclasses import replace

import pytest

from personalization.compile import compile_draft
from personalization.draft import CHANNELS
from personalization.forms import FORMS
from personalization.problems import Invalid
from personalization.review import review
from tests.personalization.drafts import DRAFT, HELLO, IMAGE, SITE

SID = f"HX{1:032x}"
BUTTON = {"type": "button", "label": "Go", "url": "https://x.test"}
LINKED = {"type": "text", "text": "See <a href='https://x.test'>this</a>."}
COLUMNS = {"type": "columns", "columns": [[HELLO], [HELLO]]}
BROKEN = {"type": "text", "text": "{{ couple.names"}
MISPLACED = {"type": "text", "text": "<b {{ couple.names }}>a</b>"}


def problems(channel, **changes):
    draft = replace(DRAFT, channel=channel, preheader="", **changes)
    return [str(problem) for problem in review(draft).problems]


def test_every_channel_has_a_form():
    assert set(FORMS) == set(CHANNELS)


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_a_text_message_needs_no_subject(channel):
    assert problems(channel, subject="") == []
    assert problems(channel, subject="{{ seen.by_nobody }}") == []


WORDS = "heading, text, button, questionnaire, timeline, signature only."
MADE = {
    "sms": f"Block 1 (image): An SMS is made of {WORDS}",
    "whatsapp": f"Block 1 (columns): A WhatsApp message is made of {WORDS}",
    "in_app": f"Block 1 (divider): A note is made of {WORDS}",
    "push": "Block 1 (signature): A notification is made of text, button, questionnaire only.",
}
BLOCKS = {"sms": IMAGE, "whatsapp": COLUMNS, "in_app": {"type": "divider"}}


@pytest.mark.parametrize("channel", MADE)
def test_a_block_that_means_nothing_there_is_refused(channel):
    block = BLOCKS.get(channel, {"type": "signature"})

    assert problems(channel, blocks=[block]) == [MADE[channel]]


def test_a_tap_can_not_lead_somewhere_for_some_only():
    (problem,) = problems("push", blocks=[SITE])

    assert problem.startswith("Block 1 (button): A tap leads there whether this is shown or not;")


@pytest.mark.parametrize(
    ("channel", "changes", "expected"),
    [
        ("push", {"subject": " "}, "Subject: A notification needs a title."),
        ("in_app", {"subject": ""}, "Subject: A note needs a title."),
        (
            "in_app",
            {"blocks": [HELLO, BUTTON, LINKED]},
            "Blocks: A tap leads to one place; here are 2 links.",
        ),
        ("sms", {"content_sid": SID}, "Template: An SMS has no approved template."),
        (
            "whatsapp",
            {"typographic": True},
            "Variant: Only an SMS can keep its typography: elsewhere nothing changes.",
        ),
        ("email", {"variables": ["a"]}, "Template: A mail has no approved template."),
        ("whatsapp", {"content_sid": "HX12"}, "Template: Its id is HX and 32 digits from 0 to f."),
        ("whatsapp", {"variables": ["a"]}, "Template: Variables need the template they belong to."),
        (
            "whatsapp",
            {"content_sid": SID, "variables": ["a"] * 21},
            "Template: It has more than 20 variables.",
        ),
        ("whatsapp", {"content_sid": SID, "variables": ["a", " "]}, "Variable 2: It is empty."),
        ("sms", {"body": "Hello"}, "Template: An SMS has no words to be approved."),
        (
            "whatsapp",
            {"body": "Hello"},
            "Template: Words to be approved need the template they belong to.",
        ),
        (
            "whatsapp",
            {"content_sid": SID, "body": "Hello there, dear {{1}}!"},
            "Template: Variables in its body: 1; given: 0.",
        ),
        ("whatsapp", {"content_sid": SID, "footer": "Lumen"}, "Template: It has no body."),
        (
            "whatsapp",
            {"content_sid": SID, "variables": ["a\nb"]},
            "Variable 1: It must be one line without control characters.",
        ),
        (
            "whatsapp",
            {"content_sid": SID, "variables": ["{{ nobody.home }}"]},
            "Variable 1, line 1, column 4: There is no field 'nobody.home'.",
        ),
    ],
)
def test_what_a_channel_has_no_use_for_is_refused(channel, changes, expected):
    assert problems(channel, **changes) == [expected]


def test_only_a_mail_has_a_preheader():
    draft = replace(DRAFT, channel="sms", preheader="More inside")

    assert [str(one) for one in review(draft).problems] == ["Preheader: An SMS has none."]


@pytest.mark.parametrize("block", [BROKEN, MISPLACED])
def test_a_text_that_can_not_be_read_is_told_once(block):
    assert len(problems("push", blocks=[block])) == 1


@pytest.mark.parametrize(
    ("channel", "changes", "expected"),
    [
        ("push", {"subject": "a" * 179},
         "Subject: The title has 179 characters; 178 is the most."),
        ("sms", {"blocks": [{"type": "text", "text": "a" * 1601}]},
         "Blocks: The text has 1,601 characters; 1,600 is the most."),
    ],
)  # fmt: skip
def test_what_is_too_long_for_everybody_is_refused(channel, changes, expected):
    with pytest.raises(Invalid) as caught:
        compile_draft(replace(DRAFT, channel=channel, preheader="", **changes), purpose="helpful")

    assert [str(problem) for problem in caught.value.problems] == [expected]


def test_what_sells_is_no_message_of_use():
    sale = {"content_sid": SID, "body": "Today everything is on sale, with 20% off."}
    draft = replace(DRAFT, channel="whatsapp", preheader="", **sale)

    with pytest.raises(Invalid, match="Template: “sale” makes it marketing"):
        compile_draft(draft, purpose="helpful")
    assert compile_draft(draft, purpose="marketing")["body"] == sale["body"]
