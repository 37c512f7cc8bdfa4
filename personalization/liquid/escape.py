"""How a printed value is made harmless: in HTML, in plain text, inside a link."""

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

Begun = Callable[[], str]  # gives what has been written so far
Finish = Callable[[str, Begun], str]

_DIALLED = re.compile(r"[^0-9+*#;=,]")


def html(value: str, _begun: Begun) -> str:
    """Safe as text and inside quotes; what markupsafe writes, without its own kind of text."""
    safe = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&#34;").replace("'", "&#39;")


def plain(value: str, _begun: Begun) -> str:
    return value


def address(value: str, begun: Begun) -> str:
    """What opens a link is its beginning and stays as it is; all later values are quoted."""
    before = begun()
    if not before:
        return value
    if before.startswith("tel:"):
        return _DIALLED.sub("", value)
    return _quoted(value, "@+" if before.startswith("mailto:") else "")


@lru_cache(maxsize=1024)  # a style or a town is the same for many
def _quoted(value: str, safe: str) -> str:
    return quote(value, safe=safe)
