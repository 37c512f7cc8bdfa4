"""How a printed value is made harmless: in HTML, in plain text, inside a link."""

import re
from io import StringIO
from typing import TextIO
from urllib.parse import quote

from markupsafe import escape

_DIALLED = re.compile(r"[^0-9+*#;=,]")


def html(value: str, _written: TextIO) -> str:
    """Safe as text and inside quotes."""
    return str(escape(value))


def plain(value: str, _written: TextIO) -> str:
    return value


def address(value: str, written: TextIO) -> str:
    """What opens a link is its beginning and stays as it is; all later values are quoted."""
    begun = written.getvalue() if isinstance(written, StringIO) else ""
    if not begun:
        return value
    if begun.startswith("tel:"):
        return _DIALLED.sub("", value)
    return quote(value, safe="@+" if begun.startswith("mailto:") else "")
