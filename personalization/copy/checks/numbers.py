"""Digits: only numbers that the human text names. The couple's own come by merge tags."""

import re

from personalization.copy.mask import without_tokens
from personalization.copy.slots import Slot
from wedsync.lib.worded import worded

NUMBER = re.compile(r"\d+")


def check(text: str, slot: Slot, _language: str) -> str:
    known = set(NUMBER.findall(without_tokens(slot.masked.text)))
    new = set(NUMBER.findall(without_tokens(text))) - known
    return worded("It holds a number that the human text does not.") if new else ""
