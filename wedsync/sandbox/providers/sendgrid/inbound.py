"""Somebody writes a mail: told as SendGrid's Inbound Parse posts it, a form that nobody signed."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wedsync.sandbox import letter
from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted, Draft

BOUNDARY: Final = "xYzZY"
FORM: Final = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
USER: Final = "sendgrid"


@dataclass(frozen=True)
class Inbound:
    """All that proves it genuine is the password in the URL, which comes as Basic auth."""

    hook: str
    password: str
    key: str = "sendgrid"

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes:
        fields = _fields(accepted.draft, letter.words(accepted.draft, step), at)
        return "".join(_part(name, text) for name, text in fields.items()).encode() + _END

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {**FORM, "authorization": _basic(self.password)}

    def guessed(self) -> Mapping[str, str]:
        return {**FORM, "authorization": _basic(self.password[::-1])}


_END: Final = f"--{BOUNDARY}--\r\n".encode()


def _fields(draft: Draft, text: str, at: float) -> dict[str, str]:
    headers = letter.headers(draft, at)
    envelope = {"to": list(draft.to), "from": draft.further["envelope"]}
    told = {
        "headers": "".join(f"{name}: {value}\n" for name, value in headers.items()),
        "dkim": "{@mail.example : pass}",
        "to": draft.further["to"],
        "from": draft.sender,
        "subject": draft.subject,
        "text": text,
        "envelope": json.dumps(envelope),
        "attachments": "0",
        "sender_ip": "192.0.2.7",
        "SPF": "pass",
        "spam_score": "0.1",
        "charsets": json.dumps(dict.fromkeys(("to", "from", "subject", "text", "html"), "UTF-8")),
    }
    return told | ({"html": draft.html} if draft.html else {})


def _part(name: str, text: str) -> str:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'


def _basic(password: str) -> str:
    return f"Basic {base64.b64encode(f'{USER}:{password}'.encode()).decode()}"
