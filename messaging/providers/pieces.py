"""What strangers wrote, made fit to be kept: pieces of webhooks that may be anything. Pure."""

import datetime as dt
import re
from typing import Any
from uuid import UUID

LONGEST = 200
# An apostrophe may stand before the @, and there only: O'Hara has a mailbox.
ADDRESS = re.compile(r"(\"[^\"@]*\"|[^\s<>()\[\]:;,\"]+)@[^\s<>()\[\]:;,\"']+")
FULL = ("mailbox full", "mailbox is full", "over quota", "quota exceeded", "4.2.2", "5.2.2")


def line(value: object, most: int = LONGEST) -> str:
    """As a text that the database takes; "" for nothing."""
    return "" if value is None else str(value).replace("\0", "")[:most]


def lines(**found: object) -> dict[str, str]:
    """Those of them that say something, without the addresses that mail servers love to repeat."""
    told = {name: masked(line(value)) for name, value in found.items()}
    return {name: text for name, text in told.items() if text}


def masked(text: str) -> str:
    return ADDRESS.sub("…", text)


def part(value: Any, *names: str) -> Any:
    """What lies that deep in objects of JSON; None where one isn't there."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def instant(value: object) -> dt.datetime:
    """Of seconds since 1970. Raises ValueError."""
    try:
        return dt.datetime.fromtimestamp(float(str(value)), dt.UTC)
    except (OverflowError, OSError) as error:
        raise ValueError("no instant") from error


def is_full(code: str, words: str) -> bool:
    """Whether a mail server means that there is no room just now."""
    said = f"{code} {words}".casefold()
    return any(phrase in said for phrase in FULL)
