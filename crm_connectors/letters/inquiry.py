"""Reads the inquiry in a letter that a form wrote: `Name: Lena Ortiz`, line by line. Pure.

No portal publishes how its letters look, so none is known here by name: whatever labels its lines
with words that everybody uses is read, in the languages that files are read in.
"""

import re
from itertools import pairwise

from crm_connectors.fields import compact
from crm_connectors.headers import map_headers
from wedsync.lib.refusal import Refusal

MOST_LINES, LONGEST = 200, 500  # lines of a letter, characters of a value
LABELLED = re.compile(r"^[\s>*_•-]*(?P<label>[^:]{2,40}?)[\s*_]*:[\s*_]*(?P<value>.*)$")
GREETINGS = ("re", "fwd", "subject", "from", "to", "sent", "http", "https")
ADDRESSES = ("partner_a.email", "partner_b.email")


def inquiry(text: str) -> dict[str, str]:
    """Label → what stands behind it, or in the line below; {} for a letter that is no inquiry: one
    that states no address, or nothing of who or when."""
    said = _labelled(text)
    try:
        meant = set(map_headers(tuple(said), "lead_mail").columns)
    except Refusal:  # two lines of one label: nobody could say which is meant
        return {}
    who_or_when = any(key.endswith("name") or key == "wedding.date" for key in meant)
    return said if who_or_when and not meant.isdisjoint(ADDRESSES) else {}


def _labelled(text: str) -> dict[str, str]:
    lines = [line.strip() for line in text.splitlines()][:MOST_LINES]
    said: dict[str, str] = {}
    for line, below in pairwise([*lines, ""]):
        found = LABELLED.match(line)
        if not found or compact(found["label"]) in GREETINGS:
            continue
        value = found["value"].strip() or ("" if LABELLED.match(below) else below)
        if value:
            said.setdefault(found["label"].strip(), value[:LONGEST])
    return said
