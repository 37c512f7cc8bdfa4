"""Somebody writes a mail: told as Mailgun's routes forward it, in a form that signs itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from wedsync.sandbox import letter, signing
from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted


@dataclass(frozen=True)
class Inbound:
    """`hook` is where the route forwards to."""

    hook: str
    signing_key: str
    key: str = "mailgun"

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes:
        draft, text = accepted.draft, letter.words(accepted.draft, step)
        headers = letter.headers(draft, at)
        form = {
            "recipient": draft.to[0],
            "sender": draft.further["envelope"],
            "from": draft.sender,
            "subject": draft.subject,
            "body-plain": text,
            "stripped-text": letter.stripped(text),
            "message-headers": json.dumps(list(headers.items())),
            **headers,
        }
        if draft.html:
            form |= {"body-html": draft.html, "stripped-html": draft.html}
        return urlencode(form).encode()

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {"content-type": "application/x-www-form-urlencoded"}

    def enclosed(self, event_id: str, at: float, body: bytes) -> bytes:
        block = signing.mailgun(self.signing_key, event_id, at)
        return body + b"&" + urlencode(block).encode()

    def spoiled(self, body: bytes) -> bytes:
        """The mail could be changed unseen; so it is the signature's own token that is."""
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        return urlencode(form | {"token": form["token"][::-1] + "0"}).encode()
