"""Merge tags: exactly those of the human text, and nothing else with a brace."""

from collections import Counter

from personalization.copy.mask import TOKEN, tokens
from personalization.copy.slots import Slot
from wedsync.lib.worded import worded

MOST = 2  # times a tag may be printed


def check(text: str, slot: Slot, _language: str) -> str:
    """No Liquid of its own: whatever has a brace and is no known tag is refused."""
    rest = TOKEN.sub("", text)
    if "{" in rest or "}" in rest:
        return worded("It holds braces that are no merge tag.")
    used, given = Counter(tokens(text)), Counter(tokens(slot.masked.text))
    if used.keys() - given.keys():
        return worded("It holds a merge tag that the human text does not have there.")
    if given.keys() - used.keys():
        return worded("A merge tag of the human text is missing.")
    if any(used[name] > max(MOST, given[name]) for name in used):
        return worded("A merge tag is repeated.")
    return ""
