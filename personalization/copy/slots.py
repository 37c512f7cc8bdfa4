"""What a model may word anew in a draft: the texts, never links, pictures or conditions. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from personalization.copy.mask import Masked, mask, without_tokens
from personalization.draft import Draft
from personalization.forms import FORMS

FEWEST_LETTERS = 3  # less than that is nothing to word anew


class Part(StrEnum):
    SUBJECT = "subject"
    PREHEADER = "preheader"
    HEADING = "heading"
    PARAGRAPHS = "paragraphs"
    CALL_TO_ACTION = "call_to_action"
    SMS_TEXT = "sms_text"


ONE_LINE = frozenset({Part.SUBJECT, Part.PREHEADER, Part.HEADING, Part.CALL_TO_ACTION})
FIELDS: Mapping[str, tuple[Part, str]] = {  # by type of block: the part, and where it stands
    "heading": (Part.HEADING, "text"),
    "text": (Part.PARAGRAPHS, "text"),
    "button": (Part.CALL_TO_ACTION, "label"),
}
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Slot:
    """A place in a draft: `human` is the Liquid that stands there, `masked` what a model sees."""

    name: str
    part: Part
    place: Place
    human: str
    masked: Masked


def slots_of(draft: Draft) -> tuple[Slot, ...]:
    """The sources must scan; raises BadSource. Names count: `paragraphs_1`, `paragraphs_2`…"""
    counts: dict[Part, int] = {}
    slots = []
    for part, place, human in _texts(draft):
        masked = mask(human)
        if sum(map(str.isalpha, without_tokens(masked.text))) < FEWEST_LETTERS:
            continue
        counts[part] = counts.get(part, 0) + 1
        numbered = f"{part}_{counts[part]}"
        name = part.value if part in {Part.SUBJECT, Part.PREHEADER} else numbered
        slots.append(Slot(name, part, place, human, masked))
    return tuple(slots)


def filled(draft: Draft, slots: Sequence[Slot], words: Mapping[str, str]) -> Draft:
    """The same draft with the words (Liquid, by name of slot) in the places of the slots."""
    content: dict[str, Any] = {
        "subject": draft.subject,
        "preheader": draft.preheader,
        "blocks": deepcopy(list(draft.blocks)),
    }
    for slot in slots:
        at: Any = content
        for step in slot.place[:-1]:
            at = at[step]
        at[slot.place[-1]] = words[slot.name]
    return replace(draft, **content)


def _texts(draft: Draft) -> Iterator[tuple[Part, Place, str]]:
    if FORMS[draft.channel].title:
        yield Part.SUBJECT, ("subject",), draft.subject
    if draft.channel == "email":
        yield Part.PREHEADER, ("preheader",), draft.preheader
    for part, place, text in _blocks(draft.blocks, ("blocks",)):
        spoken = Part.SMS_TEXT if draft.channel == "sms" and part is Part.PARAGRAPHS else part
        yield spoken, place, text


def _blocks(blocks: Sequence[Mapping[str, Any]], way: Place) -> Iterator[tuple[Part, Place, str]]:
    for index, block in enumerate(blocks):
        if block["type"] == "columns":
            for number, column in enumerate(block["columns"]):
                yield from _blocks(column, (*way, index, "columns", number))
        elif block["type"] in FIELDS:
            part, name = FIELDS[block["type"]]
            yield part, (*way, index, name), block[name]
