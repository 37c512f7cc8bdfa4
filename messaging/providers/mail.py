"""From an envelope to the mail that an adapter hands to its SDK, and what it must never hold."""

import re
import threading
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from functools import lru_cache
from hashlib import sha256
from typing import Any

from anymail.exceptions import AnymailError, AnymailInvalidAddress
from anymail.message import AnymailMessage

from messaging.providers.protocol import Batch, Envelope, Refused

# Come back with every report: they find the message even before we noted the answer.
MESSAGE, HANDOVER = "wedsync_message", "wedsync_handover"
SPECIAL = frozenset(' ,;:<>()[]"\\')  # of a bare address: what could make two of it
# Control characters, line separators, halves of surrogate pairs.
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
LONGEST_ADDRESS = 254

KEPT = 12  # as many as are made ready before the first of them leaves

_kept = threading.local()


def written(batch: Batch, write: Callable[[Batch], bytes]) -> bytes | Refused:
    """What goes over the wire, or why nothing ever will.

    Asked for twice: for the digest a thread writes it and keeps it, for the call it gives it away.
    """
    bodies: list[tuple[Batch, bytes | Refused]] = _kept.__dict__.setdefault("bodies", [])
    for place, (known, body) in enumerate(bodies):
        if known is batch:
            del bodies[place]
            return body
    body = _write(batch, write)
    bodies.append((batch, body))
    del bodies[:-KEPT]
    return body


def _write(batch: Batch, write: Callable[[Batch], bytes]) -> bytes | Refused:
    if wrong := flaw(batch):
        return wrong
    try:
        return write(batch)
    except AnymailInvalidAddress:
        return Refused("its address isn't one", fault="address")
    except (AnymailError, ValueError) as error:
        return Refused(f"it can't be written as a mail: {type(error).__name__}")


def digest(batch: Batch, write: Callable[[Batch], bytes]) -> bytes:
    """SHA-256 of that; of nothing where nothing will leave."""
    body = written(batch, write)
    return sha256(b"" if isinstance(body, Refused) else body).digest()


def mail_of(
    envelope: Envelope, headers: dict[str, str] | None = None, **options: Any
) -> AnymailMessage:
    """`options` are Anymail's. Opens and clicks are ours to tell: see messaging/links.py."""
    mail = AnymailMessage(
        subject=envelope.subject,
        body=envelope.text,
        from_email=envelope.sender,
        to=[envelope.to],
        reply_to=[envelope.reply_to] if envelope.reply_to else None,
        headers={**envelope.headers, **(headers or {})},
        **options,
    )
    if envelope.html:
        mail.attach_alternative(envelope.html, "text/html")
    return mail


def marks(batch: Batch) -> dict[str, str]:
    """Of a call that carries one mail."""
    return {MESSAGE: str(batch.envelopes[0].message_id), HANDOVER: batch.key}


def own_id(batch: Batch) -> str:
    """A Message-ID, without its angle brackets, for a call that carries one mail."""
    domain = _address_of_sender(batch.envelopes[0]).rpartition("@")[2]
    return f"{batch.key}@{domain.encode('idna').decode()}"


def _address_of_sender(envelope: Envelope) -> str:
    return _address_in(envelope.sender)


@lru_cache(maxsize=64)  # few senders, many mails
def _address_in(sender: str) -> str:
    return parseaddr(sender)[1]


def flaw(batch: Batch) -> Refused | None:
    """What no mail may hold: a second recipient, or a line end that would begin another header."""
    for envelope in batch.envelopes:
        if not _is_bare(envelope.to):
            return Refused("its address isn't one", fault="address")
        if not _has_address(envelope.sender):
            return Refused("its sender has no address")
        if not _is_one_line("".join(_header_texts(envelope))):
            return Refused("a line end or control character in a header")
    return None


@lru_cache(maxsize=64)
def _has_address(sender: str) -> bool:
    return _is_bare(_address_in(sender))


def _is_bare(address: str) -> bool:
    name, _, domain = address.rpartition("@")
    fits = bool(name and domain) and len(address) <= LONGEST_ADDRESS and "@" not in name
    return fits and SPECIAL.isdisjoint(address) and _is_one_line(address)


def _is_one_line(text: str) -> bool:
    return INVISIBLE.search(text) is None


def _header_texts(envelope: Envelope) -> Iterator[str]:
    yield from (envelope.subject, envelope.sender, envelope.reply_to)
    for name, value in envelope.headers.items():
        yield from (name, value)
