"""What Resend's webhooks say about a mail."""

import json
from typing import Any, Final

from wedsync.sandbox import links
from wedsync.sandbox.behaviour import VISITS, Step
from wedsync.sandbox.clock import iso, iso_long
from wedsync.sandbox.errands import BROWSERS
from wedsync.sandbox.ledger import Accepted

EVENTS: Final = {
    "sent": "email.sent",
    "delivered": "email.delivered",
    "delayed": "email.delivery_delayed",
    "bounced": "email.bounced",
    "softbounced": "email.bounced",
    "complained": "email.complained",
    "suppressed": "email.suppressed",
    "failed": "email.failed",
    "opened": "email.opened",
    "clicked": "email.clicked",
}
# The texts matter: Anymail tells the reason of a rejection by words in `message`.
DETAILS: Final[dict[str, dict[str, Any]]] = {
    "bounced": {
        "bounce": {
            "type": "Permanent",
            "subType": "General",
            "message": "The recipient's email provider sent a hard bounce message.",
            "diagnosticCode": ["smtp; 550 5.1.1 Unknown user"],
        }
    },
    "softbounced": {
        "bounce": {
            "type": "Transient",
            "subType": "MailboxFull",
            "message": "The recipient's email provider sent a bounce message because the"
            " recipient's inbox was full.",
            "diagnosticCode": ["smtp; 452 4.2.2 Mailbox full"],
        }
    },
    "suppressed": {
        "suppressed": {
            "type": "OnAccountSuppressionList",
            "message": "Resend has suppressed sending to this address because it is on the"
            " account-level suppression list.",
        }
    },
    "failed": {"failed": {"reason": "sending_failed"}},
}


def notice(accepted: Accepted, step: Step, at: float, html: str) -> bytes | None:
    """None where Resend has no event; `html` is where it found the link that was clicked.

    `to` is the whole list: Resend does not say which of several recipients an event is about.
    """
    if step.deed not in EVENTS:
        return None
    draft = accepted.draft
    data: dict[str, Any] = {
        "email_id": draft.id,
        "created_at": iso_long(accepted.at),
        "from": draft.sender,
        "to": draft.further.get("to", draft.to),
        "subject": draft.subject,
        **DETAILS.get(step.deed, {}),
    }
    if draft.headers:
        data["headers"] = [{"name": k, "value": v} for k, v in draft.headers.items()]
    if draft.tags:
        data["tags"] = dict(draft.tags)
    if step.deed == "clicked":
        data["click"] = _click(accepted, at, html)
    event = {"type": EVENTS[step.deed], "created_at": iso(at), "data": data}
    return json.dumps(event).encode()


def last_event(accepted: Accepted, now: float, *, tracking: bool) -> str:
    """In the words of GET /emails/{id}; a mail nothing is heard of stays queued."""
    past = [step.deed for step in accepted.story if accepted.at + step.after <= now]
    told = [deed for deed in past if deed in EVENTS and (tracking or deed not in VISITS)]
    return EVENTS[told[-1]].removeprefix("email.") if told else "queued"


def _click(accepted: Accepted, at: float, html: str) -> dict[str, str]:
    return {
        "ipAddress": "192.0.2.7",
        "link": next(iter(links.addresses(html)), ""),
        "timestamp": iso(at),
        "userAgent": BROWSERS[accepted.seq % len(BROWSERS)],
    }
