"""Mailgun's webhooks, translated into our words.

The signature covers a time and a token, not what is told beside them. So a token counts once, ever:
it is the key under which the event is stored. What the event says it is about only helps to find
a message that left through this very account.
"""

import datetime as dt
import hmac
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from messaging.providers.mail import HANDOVER, MESSAGE
from messaging.providers.pieces import instant, is_full, line, lines, part, uuid
from messaging.providers.protocol import BadWebhook, Hook, Report

# They come again for eight hours, and nobody says that they sign anew. A shorter limit would lose
# every bounce of an outage; what it would keep out, the token already does.
OLDEST, NEWEST = dt.timedelta(hours=9), dt.timedelta(minutes=5)

KINDS = {
    "accepted": "accepted",
    "delivered": "delivered",
    "rejected": "failed",
    "complained": "complained",
    "unsubscribed": "unsubscribed",
    "opened": "opened",
    "clicked": "clicked",
}


def read_webhook(secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report]:
    """Verify signature and freshness, then translate. Raises BadWebhook."""
    try:
        told = json.loads(hook.body)
        token = verify(secret, told["signature"], now)
        return [_report(token, told["event-data"])]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadWebhook("not an event of Mailgun") from error


def verify(secret: str, block: Mapping[str, Any], now: dt.datetime) -> str:
    """The token of a block that is signed, and not too old. Raises BadWebhook."""
    stamp, token, signature = (str(block[name]) for name in ("timestamp", "token", "signature"))
    expected = hmac.digest(secret.encode(), f"{stamp}{token}".encode(), sha256).hex()
    if not secret or not hmac.compare_digest(expected.encode(), signature.encode()):
        raise BadWebhook("no matching signature")
    if not -NEWEST <= now - instant(stamp) <= OLDEST:
        raise BadWebhook("timestamp too far from now")
    return token


def id_of(event: Mapping[str, Any]) -> str:
    return id_of_mail(part(event, "message", "headers", "message-id"))


def id_of_mail(value: object) -> str:
    """Answers have it in angle brackets, events don't."""
    return line(value).strip("<>")


def _report(token: str, event: Mapping[str, Any]) -> Report:
    ours = event.get("user-variables")
    return Report(
        event_key=line(token),
        kind=_kind(event),
        occurred_at=instant(event["timestamp"]),
        message_id=uuid(part(ours, MESSAGE)),
        handover_id=uuid(part(ours, HANDOVER)),
        provider_message_id=id_of(event),
        detail=_detail(event),
    )


def _kind(event: Mapping[str, Any]) -> str:
    name = str(event["event"])
    if name != "failed":
        return KINDS.get(name, "other")
    return _for_good(event) if event.get("severity") == "permanent" else _for_now(event)


def _for_good(event: Mapping[str, Any]) -> str:
    """Only a bounce speaks against the address: not a full mailbox, nor a server that gave up."""
    reason = str(event.get("reason"))
    if reason.startswith("suppress"):
        return "suppressed"
    return "bounced" if reason == "bounce" and not _is_full(event) else "failed"


def _for_now(event: Mapping[str, Any]) -> str:
    return "soft_bounced" if _is_full(event) else "delayed"


def _is_full(event: Mapping[str, Any]) -> bool:
    status = event.get("delivery-status")
    return is_full(str(part(status, "code")), str(part(status, "message")))


def _detail(event: Mapping[str, Any]) -> dict[str, str]:
    """What explains the event, without the address it is about."""
    status, client = event.get("delivery-status"), event.get("client-info")
    return lines(
        type=event.get("severity"),
        subtype=event.get("reason"),
        code=part(status, "code"),
        diagnostic=part(status, "message")
        or part(status, "description")
        or part(event, "reject", "reason"),
        agent=part(client, "user-agent"),
        bot=part(client, "bot"),
        ip=event.get("ip"),
    )
