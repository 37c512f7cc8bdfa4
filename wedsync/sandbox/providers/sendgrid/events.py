"""What SendGrid's event webhook says about a mail."""

from typing import Any, Final

from wedsync.sandbox import links
from wedsync.sandbox.behaviour import VISITS, Step
from wedsync.sandbox.errands import BROWSERS
from wedsync.sandbox.ledger import Accepted

# A suppressed address was accepted like any other, and is dropped afterwards.
EVENTS: Final[dict[str, dict[str, Any]]] = {
    "sent": {"event": "processed"},
    "delivered": {"event": "delivered", "response": "250 OK"},
    "delayed": {"event": "deferred", "response": "421 4.7.0 Try again later", "attempt": "1"},
    "bounced": {
        "event": "bounce",
        "type": "bounce",
        "status": "5.1.1",
        "reason": "550 5.1.1 Unknown user",
    },
    "softbounced": {
        "event": "bounce",
        "type": "blocked",
        "status": "4.2.2",
        "reason": "452 4.2.2 Mailbox full",
    },
    "suppressed": {"event": "dropped", "status": "5.0.0", "reason": "Bounced Address"},
    "failed": {"event": "dropped", "status": "5.0.0", "reason": "Invalid"},
    "complained": {"event": "spamreport"},
    "opened": {"event": "open", "sg_machine_open": False},
    "clicked": {"event": "click"},
}


def event(accepted: Accepted, step: Step, at: float, html: str) -> dict[str, Any] | None:
    """None where SendGrid has no event, or was not asked to track. Without `sg_event_id`, which
    each attempt gets anew; an event's own fields win over custom args of the same name."""
    draft = accepted.draft
    if step.deed not in EVENTS or (step.deed in VISITS and not _tracked(accepted, step.deed)):
        return None
    told: dict[str, Any] = {
        **draft.tags,
        "email": step.recipient,
        "timestamp": int(at),
        "smtp-id": f"<{draft.id.partition('.')[0]}@sandbox.invalid>",
        "sg_message_id": draft.id,
        **EVENTS[step.deed],
    }
    if draft.further.get("categories"):
        told["category"] = list(draft.further["categories"])
    if step.deed in VISITS:
        told |= {"ip": "192.0.2.7", "useragent": BROWSERS[accepted.seq % len(BROWSERS)]}
    if step.deed == "clicked":
        told["url"] = next(iter(links.addresses(html)), "")
    return told


def _tracked(accepted: Accepted, deed: str) -> bool:
    option = {"opened": "opens", "clicked": "clicks"}.get(deed, "")
    return bool(accepted.draft.further.get(option))
