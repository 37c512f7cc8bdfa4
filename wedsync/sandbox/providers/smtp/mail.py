"""A mail as it goes over the wire, read into a Draft: its headers, its texts, its attachments."""

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from typing import Final

from wedsync.sandbox.ledger import Draft

# How it is packed, who is on it, and when it was written: told elsewhere, or no part of what it is.
LEFT_OUT: Final = frozenset({
    "content-transfer-encoding", "content-type", "date", "from", "mime-version", "subject", "to",
})  # fmt: skip
FOLD: Final = re.compile(r"\r?\n(?=[ \t])")


def read(content: bytes, id_: str, sender: str, recipients: tuple[str, ...]) -> Draft:
    """`sender` and `recipients` are those of the envelope, who may be others than it shows."""
    message = message_from_bytes(content)
    headers = {name: _decoded(value) for name, value in message.items()}
    known = {name.lower(): text for name, text in headers.items()}
    return Draft(
        id=id_,
        to=recipients,
        sender=known.get("from") or sender,
        subject=known.get("subject", ""),
        headers={name: text for name, text in headers.items() if name.lower() not in LEFT_OUT},
        html=_text(message, "text/html"),
        text=_text(message, "text/plain"),
        further={
            "envelope": sender,
            "shown": known.get("to", ""),
            "date": known.get("date", ""),
            "attachments": [name for part in message.walk() if (name := part.get_filename())],
        },
    )


def _decoded(value: object) -> str:
    """On one line and in plain text; as it came where it is encoded as nobody can read."""
    line = FOLD.sub("", str(value))
    try:
        return str(make_header(decode_header(line)))
    except (HeaderParseError, LookupError, ValueError):
        return line


def _text(message: Message, kind: str) -> str:
    """The first part of its kind as it was before packing: plain line ends, without the last."""
    fits = (one for one in message.walk() if one.get_content_type() == kind)
    part = next((one for one in fits if one.get_content_disposition() != "attachment"), None)
    payload = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(payload, bytes):
        return ""
    try:
        text = payload.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):  # no charset anybody knows
        text = payload.decode("latin-1")
    return text.replace("\r\n", "\n").removesuffix("\n")
