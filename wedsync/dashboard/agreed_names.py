"""What the dates agreed on beside a wedding are called: by timelines, and by people."""

import re

from wedsync.lib.translated import translated
from wedsync.lib.worded import worded

LONGEST = 40
# What the library's timelines count from; a vendor may have any other.
USUAL = {
    "inquiry": worded("Inquiry"),
    "booked": worded("Booked"),
    "headcount_due": worded("Headcount due"),
    "balance_due": worded("Balance due"),
    "arrival": worded("Arrival"),
    "gallery_promised": worded("Gallery promised"),
    "delivered": worded("Delivered"),
}


def spoken(name: str) -> str:
    return translated(USUAL[name]) if name in USUAL else name.replace("_", " ").capitalize()


def name_of(text: str) -> str:
    """As it is kept: `Balance due` is `balance_due`, in whichever language it was chosen."""
    said = {spoken(name).casefold(): name for name in USUAL}
    plain = re.sub(r"[\W_]+", "_", text.casefold()).strip("_")[:LONGEST]
    return said.get(text.strip().casefold(), plain)
