"""A mail somebody writes: read from the lever, and in the pieces in which providers tell it."""

import re
import uuid
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, getaddresses
from typing import Any, Final

from wedsync.sandbox.addresses import is_address
from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Draft
from wedsync.sandbox.wire import Unfit

HEADERS: Final = {
    "message_id": "Message-Id",
    "in_reply_to": "In-Reply-To",
    "references": "References",
}
FIELDS: Final = ("from", "to", "subject", "text", "html", *HEADERS)
FORGED: Final = "Please cancel everything."  # believing it would do harm
QUOTED: Final = re.compile(r"^(?:>|On .{1,200} wrote:\s*$)", re.MULTILINE)


def read(fields: Mapping[str, Any]) -> Draft:
    """`from` and `to` are needed; `references` is `in_reply_to` unless told. Raises Unfit."""
    told = {**dict.fromkeys(FIELDS, ""), **fields}
    _check(told)
    told["message_id"] = told["message_id"] or f"<{uuid.uuid4()}@mail.example>"
    told["references"] = told["references"] or told["in_reply_to"]
    return Draft(
        id=str(uuid.uuid4()),
        to=(_bare(told["to"]),),
        sender=told["from"],
        subject=told["subject"],
        headers={header: told[name] for name, header in HEADERS.items() if told[name]},
        html=told["html"],
        text=told["text"],
        further={"to": told["to"], "envelope": _bare(told["from"])},
        story=(Step(0.0, "received", _bare(told["from"])),),
    )


def headers(draft: Draft, at: float) -> dict[str, str]:
    """All of them, in the order a mail program writes them."""
    shown = {"From": draft.sender, "To": draft.further["to"], "Subject": draft.subject}
    return {**shown, "Date": formatdate(at), **draft.headers}


def words(draft: Draft, step: Step) -> str:
    """What was written, or what a forgery claims."""
    return draft.text if step.deed == "received" else FORGED


def stripped(text: str) -> str:
    """What they wrote themselves, without what they quote below it."""
    return QUOTED.split(text, maxsplit=1)[0].strip()


def mime(draft: Draft, at: float) -> bytes:
    """The mail as it came."""
    message = EmailMessage(policy=SMTP)
    for name, text in headers(draft, at).items():
        message[name] = text
    message.set_content(draft.text)
    if draft.html:
        message.add_alternative(draft.html, subtype="html")
    return message.as_bytes()


def _check(told: Mapping[str, Any]) -> None:
    if unknown := sorted(told.keys() - set(FIELDS)):
        raise Unfit(f"A mail has no {', '.join(unknown)}: {', '.join(FIELDS)}.")
    if not all(isinstance(told[name], str) for name in FIELDS):
        raise Unfit("The fields of a mail are texts.")
    for name in ("from", "to"):
        if not is_address(_bare(told[name])):
            raise Unfit(f"A mail needs {name}, such as Ada <ada@example.org>.")
    for name in ("from", "to", "subject", *HEADERS):
        if "".join(told[name].splitlines()) != told[name]:
            raise Unfit(f"A header has one line, {name} has more.")


def _bare(field: str) -> str:
    found = getaddresses([field])
    return found[0][1] if len(found) == 1 else ""
