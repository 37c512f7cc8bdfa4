"""What Mailgun tells about a mail, in its webhooks and when it is asked."""

import hashlib
from email.utils import getaddresses
from typing import Any, Final

from wedsync.sandbox import links
from wedsync.sandbox.behaviour import VISITS, Step
from wedsync.sandbox.errands import BROWSERS
from wedsync.sandbox.ledger import Accepted

ACCEPTED: Final = "accepted"  # told to those who ask, not by webhook


def _failed(severity: str, reason: str, code: int, message: str) -> dict[str, Any]:
    status = {"code": code, "message": message, "description": "", "attempt-no": 1}
    return {
        "event": "failed",
        "severity": severity,
        "reason": reason,
        "log-level": "error" if severity == "permanent" else "warn",
        "delivery-status": status,
    }


EVENTS: Final[dict[str, dict[str, Any]]] = {
    ACCEPTED: {"event": "accepted"},
    "delivered": {"event": "delivered", "delivery-status": {"code": 250, "message": "OK"}},
    "delayed": _failed("temporary", "generic", 421, "4.7.0 Try again later"),
    "bounced": _failed("permanent", "bounce", 550, "5.1.1 Unknown user"),
    "softbounced": _failed("temporary", "generic", 452, "4.2.2 Mailbox full"),
    "suppressed": _failed("permanent", "suppress-bounce", 605, "Not delivering to bounced address"),
    "failed": {"event": "rejected", "reject": {"reason": "Rejected by the sandbox"}},
    "complained": {"event": "complained"},
    "opened": {"event": "opened"},
    "clicked": {"event": "clicked"},
}


def event(accepted: Accepted, step: Step, at: float, html: str) -> dict[str, Any] | None:
    """The event-data; None where Mailgun has no event, or was not asked to track. The message id
    comes without its angle brackets, and is the same for a whole batch."""
    draft = accepted.draft
    if step.deed not in EVENTS or (step.deed in VISITS and not _tracked(accepted, step.deed)):
        return None
    data: dict[str, Any] = {
        "id": _id(accepted, step),
        "timestamp": at,
        "log-level": "info",
        "recipient": step.recipient,
        "recipient-domain": step.recipient.partition("@")[2],
        "tags": list(draft.further.get("tags", [])),
        "user-variables": dict(draft.tags),
        "message": {
            "headers": {
                "message-id": draft.id.strip("<>"),
                "from": draft.sender,
                "to": ", ".join(draft.to),
                "subject": draft.subject,
            }
        },
        "envelope": {"sender": _sender(draft.sender), "targets": step.recipient},
        **EVENTS[step.deed],
    }
    if step.deed in VISITS:
        data["client-info"] = {"user-agent": BROWSERS[accepted.seq % len(BROWSERS)]}
    if step.deed == "clicked":
        data["url"] = next(iter(links.addresses(html)), "")
    return data


def past(accepted: Accepted, now: float, html: str) -> list[dict[str, Any]]:
    """What happened until now, oldest first; that it was accepted comes first."""
    begun = [Step(0, ACCEPTED, to) for to in accepted.draft.to]
    steps = [*begun, *(step for step in accepted.story if accepted.at + step.after <= now)]
    told = (event(accepted, step, accepted.at + step.after, html) for step in steps)
    return [one for one in told if one is not None]


def _tracked(accepted: Accepted, deed: str) -> bool:
    option = {"opened": "opens", "clicked": "clicks"}.get(deed, "")
    return bool(accepted.draft.further.get(option))


def _sender(field: str) -> str:
    return next((address for _, address in getaddresses([field])), "")


def _id(accepted: Accepted, step: Step) -> str:
    """The same in the webhook and in the list."""
    told = f"{accepted.seq}/{accepted.draft.id}/{step.recipient}/{step.deed}/{step.after}"
    return hashlib.sha256(told.encode()).hexdigest()[:22]
