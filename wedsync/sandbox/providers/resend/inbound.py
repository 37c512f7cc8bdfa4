"""Somebody writes a mail: the event that tells of it, and the mail for whoever comes to read it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wedsync.sandbox import letter
from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.clock import iso, iso_long
from wedsync.sandbox.ledger import Accepted

Sign = Callable[[str, float, bytes], Mapping[str, str]]


@dataclass(frozen=True)
class Inbound:
    """An event like the others; it says that there is a mail, and not what is in it."""

    hook: str
    sign: Sign
    key: str = "resend"

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes:
        """A forged one tells of a mail that nobody will find."""
        known = step.deed == "received"
        data = {
            "email_id": accepted.draft.id if known else f"{0:032x}",
            "created_at": iso_long(at),
            **_envelope(accepted),
        }
        event = {"type": "email.received", "created_at": iso(at), "data": data}
        return json.dumps(event).encode()

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return self.sign(event_id, at, body)


def shown(received: Accepted, download_url: str) -> dict[str, Any]:
    """As GET /emails/receiving/{id} tells it."""
    draft = received.draft
    return {
        "object": "email",
        "id": draft.id,
        "created_at": iso_long(received.at),
        **_envelope(received),
        "html": draft.html or None,
        "text": draft.text or None,
        "headers": {k.lower(): v for k, v in letter.headers(draft, received.at).items()},
        "reply_to": [],
        "raw": {"download_url": download_url, "expires_at": iso(received.at + 3600)},
    }


def _envelope(received: Accepted) -> dict[str, Any]:
    draft = received.draft
    return {
        "from": draft.sender,
        "to": [draft.further["to"]],
        "cc": [],
        "bcc": [],
        "message_id": draft.headers["Message-Id"],
        "subject": draft.subject,
        "attachments": [],
    }
