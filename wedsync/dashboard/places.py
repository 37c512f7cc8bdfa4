"""Where in a template something stands, in the reader's words: `Block 3 (text), column 1`."""

import re

from wedsync.lib.translated import translated
from wedsync.lib.worded import worded

WORDS = {
    "Subject": worded("Subject"),
    "Preheader": worded("Preheader"),
    "Content template": worded("Content template"),
    "Template": worded("Template"),
    "Variable": worded("Variable"),
    "Variant": worded("Variant"),
    "Weight": worded("Weight"),
    "Block": worded("Block"),
    "block": worded("block"),
    "column": worded("column"),
    "when": worded("when"),
    "heading": worded("heading"),
    "text": worded("text"),
    "button": worded("button"),
    "image": worded("image"),
    "divider": worded("divider"),
    "spacer": worded("spacer"),
    "columns": worded("columns"),
    "label": worded("label"),
}
KNOWN = re.compile(rf"\b(?:{'|'.join(WORDS)})\b")


def in_words(where: str) -> str:
    """Names of blocks and fields that have no word of ours stay as they are."""
    return KNOWN.sub(lambda word: translated(WORDS[word[0]]), where)
