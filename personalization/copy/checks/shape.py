"""Form: there is something to read, on one line where only one is read, and not too long."""

from personalization.copy.lengths import length_fault
from personalization.copy.slots import ONE_LINE, Slot
from wedsync.lib.worded import worded


def check(text: str, slot: Slot, _language: str) -> str:
    if not text.strip():
        return worded("It is empty.")
    if slot.part in ONE_LINE and "\n" in text:
        return worded("It has several lines where one is read.")
    return length_fault(text, slot)
