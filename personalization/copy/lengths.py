"""How long a wording may be, measured by the human one it takes the place of. Pure."""

from personalization.copy.mask import TOKEN
from personalization.copy.slots import Part, Slot
from wedsync.lib.worded import worded

ROOM = 40  # characters a short text may grow by
GROWTH = 1.5
SHRINKAGE = 0.3
MOST = {Part.SUBJECT: 120, Part.PREHEADER: 160, Part.HEADING: 100, Part.CALL_TO_ACTION: 40}


def longest(slot: Slot) -> int:
    """In characters as a model counts them, tags included. Never less than the human text has."""
    human = len(slot.masked.text)
    return max(human, min(int(human * GROWTH) + ROOM, MOST.get(slot.part, 6000)))


def length_fault(text: str, slot: Slot) -> str:
    """Tags count as one character at the lower end, so that they are no words."""
    if len(text) > longest(slot):
        return worded("It is longer than it may be.")
    words, human = TOKEN.sub("-", text), TOKEN.sub("-", slot.masked.text)
    if len(words) < SHRINKAGE * len(human):
        return worded("It says much less than the text it stands for.")
    return ""
