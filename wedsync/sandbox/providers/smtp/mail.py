"""A mail as it goes over the wire, read into a Draft: its headers, its texts, its attachments."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from wedsync.sandbox.ledger import Draft

# How it is packed, who is on it, and when it was written: told elsewhere, or no part of what it is.
LEFT_OUT: Final = frozenset({
    "content-transfer-encoding", "content-type", "date", "from", "mime-version", "subject", "to",
})  # fmt: skip


def read(content: bytes, id_: str, sender: str, recipients: tuple[str, ...]) -> Draft:
    """`sender` and `recipients` are those of the envelope, who may be others than it shows."""
    message = message_from_bytes(content, policy=policy.default)
    return Draft(
        id=id_,
        to=recipients,
        sender=str(message["from"] or sender),
        subject=str(message["subject"] or ""),
        headers={
            name: str(value) for name, value in message.items() if name.lower() not in LEFT_OUT
        },
        html=_text(message, "html"),
        text=_text(message, "plain"),
        further={
            "envelope": sender,
            "shown": str(message["to"] or ""),
            "date": str(message["date"] or ""),
            "attachments": [name for part in message.walk() if (name := part.get_filename())],
        },
    )


def _text(message: EmailMessage, kind: str) -> str:
    """As it was before packing: with plain line ends, and without the last."""
    body = message.get_body((kind,))
    payload = body.get_payload(decode=True) if body else None
    if not body or not isinstance(payload, bytes):
        return ""
    charset = body.get_content_charset("utf-8")
    try:
        text = payload.decode(charset, "replace")
    except LookupError:  # no charset anybody knows
        text = payload.decode("latin-1")
    return text.replace("\r\n", "\n").removesuffix("\n")
