"""How a printed value is made harmless: in HTML, in plain text, inside a link."""

import re
from collections.abc import Callable
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
    return quote(value, safe="@+" if before.startswith("mailto:") else "")
