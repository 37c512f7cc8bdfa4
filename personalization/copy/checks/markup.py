"""HTML: a short list in paragraphs, without attributes; no entities, no Markdown."""

import re

from personalization.copy.slots import Part, Slot
from wedsync.lib.worded import worded

KEPT = re.compile(r"</?(?:b|i|em|strong)>|<br ?/?>")
_ENTITY = re.compile(r"&#?\w{1,32};")
_MARKDOWN = re.compile(r"\]\s*\(|^\s{0,3}(?:#{1,6}\s|>\s|```|~~~)|\*\*|__|`", re.MULTILINE)


def check(text: str, slot: Slot, _language: str) -> str:
    rest = KEPT.sub("", text) if slot.part is Part.PARAGRAPHS else text
    if "<" in rest or ">" in rest:
        return worded("It holds HTML beyond the short list.")
    if _ENTITY.search(text):
        return worded("It holds an HTML entity.")
    return worded("It holds Markdown.") if _MARKDOWN.search(text) else ""


def bare(text: str) -> str:
    """Without the HTML that is allowed."""
    return KEPT.sub(" ", text)
