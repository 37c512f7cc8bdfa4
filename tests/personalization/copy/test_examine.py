"""An answer becomes the same draft in other words, or what is wrong with it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.compile import compile_draft
from personalization.context import with_links
from personalization.copy.bucket import Bucket
from personalization.copy.examine import LARGEST, examine
from personalization.copy.frame import changes
from personalization.copy.slots import slots_of
from personalization.draft import Draft
from personalization.fields import sample
from personalization.render import render
from tests.personalization.writers.injections import DRAFT, HUMAN, SLOTS, injections, prompt_for
from wedsync.sandbox.scripted import MODES, Scripted

VALUES = with_links(sample(), unsubscribe="https://x.test/u", preferences="https://x.test/p")
WORDS = {
    "subject": "A handful of questions for you both",
    "preheader": "All of them take a quarter of an hour.",
    "heading_1": "{{ person.first_name }}, it is your day",
    "paragraphs_1": "What a joy to be with you on the day that you have planned{{ fixed_1 }}."
    "\n\nHave a look at {{ fixed_2 }}, and call {{ vendor.phone }} if you are unsure of"
    " <b>anything</b>.",
    "call_to_action_1": "To the questions",
}
TEXT = "We are at your side on the day, and look forward to it with you"
SMS = Draft(subject="", channel="sms", blocks=[{"type": "text", "text": TEXT}])


def examined(**changed):
    return examine(json.dumps({**WORDS, **changed}), DRAFT, SLOTS, HUMAN, "helpful")


def test_other_words_with_the_same_links_and_tags():
    found = examined()

    assert found.faults == ()
    content = render(found.compiled, VALUES)
    assert content.subject == "A handful of questions for you both"
    assert "at Villa Aurora." in content.text
    assert "our questions (https://studio.example/q)" in content.text
    assert "<b>anything</b>" in content.html


def test_its_own_words_are_the_human_text():
    human = {slot.name: slot.masked.text for slot in SLOTS}

    assert examined(**human).compiled == HUMAN


def test_a_name_that_is_a_tag_is_put_back_with_its_fallback():
    assert examined().words["heading_1"].startswith("{{ person.first_name | default: 'you two' }}")


@pytest.mark.parametrize(
    "answer",
    ["", "no", "[]", "{}", "1", "null", '{"subject": 1}', "[" * 100_000, '"' + "x" * LARGEST,
     json.dumps({**WORDS, "more": ""}), json.dumps({**WORDS, "subject": None}),
     json.dumps(WORDS)[:-1] + ', "subject": "again"}'],
    ids=range(12),
)  # fmt: skip
def test_what_is_not_the_object_asked_for_is_refused(answer):
    found = examine(answer, DRAFT, SLOTS, HUMAN, "helpful")

    assert [(fault.rule, found.compiled) for fault in found.faults] == [("answer", None)]


@pytest.mark.parametrize("mode", sorted(set(MODES) - {"ok", "obedient", "refusal"}))
def test_however_the_sandbox_misbehaves_nothing_of_it_passes(mode):
    spoken = Scripted(mode).speak(prompt_for(Bucket()))

    assert examine(spoken.text, DRAFT, SLOTS, HUMAN, "helpful").compiled is None


def test_every_fault_is_told_with_its_slot():
    found = examined(subject="See evil.example", call_to_action_1="")

    assert {(fault.slot, fault.rule) for fault in found.faults} == {
        ("subject", "ways_out"), ("call_to_action_1", "shape"),
    }  # fmt: skip


def test_links_in_another_order_are_refused():
    link = "<a href='https://x.test/{}'>One of them</a>"
    two = f"{link.format(1)} and {link.format(2)} are here"
    draft = Draft(subject="A few questions", blocks=[{"type": "text", "text": two}])
    words = {
        "subject": "A few questions",
        "paragraphs_1": "Here are {{ fixed_2 }} and {{ fixed_1 }}",
    }

    found = examine(
        json.dumps(words),
        draft,
        slots_of(draft),
        compile_draft(draft, purpose="helpful"),
        "helpful",
    )

    assert found.faults[0].rule == "frame"


def test_what_does_not_compile_is_refused():
    text = "{{ wedding.date }} is the day and we look forward to it"
    draft = Draft(subject="A few questions", blocks=[{"type": "text", "text": text}])
    words = {"subject": "x" * 20, "paragraphs_1": "<b{{ wedding.date }}>"}
    slots = slots_of(draft)

    found = examine(
        json.dumps(words), draft, slots, compile_draft(draft, purpose="helpful"), "helpful"
    )

    assert found.compiled is None


def test_an_sms_may_not_need_more_segments():
    human = compile_draft(SMS, purpose="helpful")
    longer = compile_draft(
        Draft(subject="", channel="sms", blocks=[{"type": "text", "text": TEXT * 3}]),
        purpose="helpful",
    )

    assert changes(human, longer) == "It needs more segments than the human text."
    assert changes(human, human) == ""
    assert changes(longer, human) == ""


HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from([one.goal for one in injections()]),
        st.sampled_from(
            ["dear", " ", "\n", "and so", "{{ fixed_1 }}", "<b>", "</b>", "www.", ".", "x"]
        ),
    ),
    max_size=4,
).map("".join)
ADDRESS = re.compile(r"https?://\S+")


@given(HOSTILE, st.sampled_from(sorted(WORDS)))
def test_whatever_is_added_what_leaves_leads_nowhere_new(added, slot):
    found = examined(**{slot: WORDS[slot] + added})
    if found.compiled is None:
        return

    human, copy = render(HUMAN, VALUES), render(found.compiled, VALUES)
    assert set(ADDRESS.findall(copy.text)) == set(ADDRESS.findall(human.text))
    assert copy.html.count("<a ") == human.html.count("<a ")
    assert "<script" not in copy.html.lower()
    assert "@" not in copy.text.replace("hello@lumen.example", "")


@given(st.text())
def test_any_answer_is_examined_without_an_error(answer):
    assert examine(answer, DRAFT, SLOTS, HUMAN, "helpful").compiled is None
