"""Resend's webhooks (signed as Svix does), translated into our words.

Anymail's view isn't used here: it answers a malformed signature with 500, calls a full mailbox
a bounce like any other, and doesn't know `email.failed` and `email.suppressed`.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from messaging.providers.pieces import lines, part
from messaging.providers.protocol import BadWebhook, Reply, Report
from messaging.providers.resend_inbound import RECEIVED, announced
from wedsync.lib.signatures import BadSignature, verify

KINDS = {
    "email.sent": "sent",
    "email.delivered": "delivered",
    "email.delivery_delayed": "delayed",
    "email.complained": "complained",
    "email.bounced": "bounced",
    "email.failed": "failed",
    "email.suppressed": "suppressed",
    "email.opened": "opened",
    "email.clicked": "clicked",
}


def read_webhook(
    secret: str, headers: Mapping[str, str], body: bytes, now: dt.datetime
) -> Sequence[Report | Reply]:
    """Verify signature and freshness, then translate. Raises BadWebhook."""
    event_key = headers.get("svix-id", "")
    stamp, signature = headers.get("svix-timestamp", ""), headers.get("svix-signature", "")
    if not (event_key and stamp and signature):
        raise BadWebhook("the signature headers are missing")
    try:
        verify(secret, event_key, stamp, signature, body=body, now=now)
        return [_heard(event_key, json.loads(body))]
    except BadSignature as error:
        raise BadWebhook(str(error)) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadWebhook("not an event of Resend") from error


def _heard(event_key: str, event: dict[str, Any]) -> Report | Reply:
    if event["type"] == RECEIVED:
        return announced(event_key, event["data"], _aware(event["created_at"]))
    return _report(event_key, event)


def _report(event_key: str, event: dict[str, Any]) -> Report:
    data = event["data"]
    return Report(
        event_key=event_key,
        kind=_kind(event["type"], data),
        occurred_at=_aware(event["created_at"]),
        message_id=_message_id(data.get("tags")),
        provider_message_id=str(data["email_id"]),
        detail=_detail(data),
    )


def _aware(text: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _kind(name: str, data: dict[str, Any]) -> str:
    if name == "email.bounced" and data.get("bounce", {}).get("type") != "Permanent":
        return "soft_bounced"  # a full mailbox is no reason to give an address up
    return KINDS.get(name, "other")


def _message_id(tags: object) -> UUID | None:
    """Our tag, as Resend gives tags back: a mapping, or a list of name and value."""
    if isinstance(tags, list):
        tags = {tag["name"]: tag["value"] for tag in tags}
    value = tags.get("message") if isinstance(tags, dict) else None
    return UUID(value) if value else None


def _detail(data: dict[str, Any]) -> dict[str, str]:
    """What explains the event, without the address it is about."""
    for name in ("bounce", "failed", "suppressed"):
        if isinstance(found := data.get(name), dict):
            told = found.get("diagnosticCode")
            return lines(
                type=found.get("type"),
                subtype=found.get("subType") or (found.get("type") if name == "suppressed" else ""),
                diagnostic=" ".join(map(str, told)) if isinstance(told, list) else told,
                message=found.get("message") or found.get("reason"),
            )
    visit = part(data, "click")
    return lines(agent=part(visit, "userAgent"), ip=part(visit, "ipAddress"))
