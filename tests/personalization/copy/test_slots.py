"""What may be worded anew in a draft, and a draft with other words."""

from dataclasses import replace

from personalization.copy.slots import filled, slots_of
from personalization.draft import Draft
from tests.personalization.drafts import EVERYTHING

SMS = Draft(
    subject="",
    channel="sms",
    blocks=[{"type": "text", "text": "See you on {{ wedding.date }}"}, {"type": "signature"}],
)


def test_texts_are_slots_and_pictures_and_links_are_not():
    names = [slot.name for slot in slots_of(EVERYTHING)]

    assert names == ["subject", "preheader", "heading_1", "paragraphs_1", "heading_2"]


def test_buttons_and_long_texts_are_slots_also_within_columns():
    inner = (
        [{"type": "text", "text": "Some words"}],
        [{"type": "button", "label": "Answer", "url": "https://x.test"}],
    )
    draft = replace(EVERYTHING, blocks=[{"type": "columns", "columns": list(inner)}])
    slots = slots_of(draft)

    assert [slot.name for slot in slots[2:]] == ["paragraphs_1", "call_to_action_1"]
    changed = filled(draft, slots, {slot.name: "New words" for slot in slots})
    assert changed.blocks[0]["columns"][1][0] == {
        "type": "button", "label": "New words", "url": "https://x.test",
    }  # fmt: skip
    assert draft.blocks[0]["columns"][1][0]["label"] == "Answer"


def test_an_sms_has_one_kind_of_slot_and_no_subject():
    assert [slot.name for slot in slots_of(SMS)] == ["sms_text_1"]


def test_filled_with_its_own_words_a_draft_is_the_same():
    slots = slots_of(EVERYTHING)

    assert filled(EVERYTHING, slots, {slot.name: slot.human for slot in slots}) == EVERYTHING
