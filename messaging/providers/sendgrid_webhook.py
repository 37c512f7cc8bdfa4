"""SendGrid's webhooks, translated into our words: signed events by the dozen.

An event's own id changes from one attempt to the next, so it is known by what it says. Replies
come by Inbound Parse, see sendgrid_inbound.py.
"""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from messaging.providers.mail import HANDOVER, MESSAGE
from messaging.providers.pieces import instant, is_full, lines, uuid
from messaging.providers.protocol import BadWebhook, Hook, Report

SIGNATURE = "x-twilio-email-event-webhook-signature"
STAMP = "x-twilio-email-event-webhook-timestamp"
# They come again for a day, and nobody says that they sign anew. The body is signed as well, so an
# old one only repeats what is stored already.
OLDEST, NEWEST = dt.timedelta(hours=25), dt.timedelta(minutes=5)

KINDS = {
    "processed": "accepted",
    "delivered": "delivered",
    "deferred": "delayed",
    "bounce": "bounced",
    "dropped": "failed",
    "spamreport": "complained",
    "unsubscribe": "unsubscribed",
    "group_unsubscribe": "unsubscribed",
    "open": "opened",
    "click": "clicked",
}
TROUBLES = frozenset({"bounce", "deferred", "dropped"})
NOT_FOR_GOOD = frozenset({"blocked", "expired"})  # types of bounce: nothing against the address
LISTED = frozenset({"bounced address", "unsubscribed address", "spam reporting address"})


def read_webhook(key: ec.EllipticCurvePublicKey, hook: Hook, now: dt.datetime) -> Sequence[Report]:
    """Verify signature and freshness, then translate. Raises BadWebhook."""
    verify(key, hook, now)
    try:
        events = json.loads(hook.body)
    except ValueError as error:
        raise BadWebhook("not events of SendGrid") from error
    if not isinstance(events, list):
        raise BadWebhook("not events of SendGrid")
    return [report for event in events if (report := _report(event))]


def verify(key: ec.EllipticCurvePublicKey, hook: Hook, now: dt.datetime) -> None:
    """ECDSA over the time and the body. Raises BadWebhook."""
    stamp = hook.headers.get(STAMP, "")
    try:
        signature = base64.b64decode(hook.headers.get(SIGNATURE, ""), validate=True)
        key.verify(signature, stamp.encode() + hook.body, ec.ECDSA(hashes.SHA256()))
        age = now - instant(stamp)
    except (InvalidSignature, binascii.Error) as error:
        raise BadWebhook("no matching signature") from error
    except ValueError as error:
        raise BadWebhook("no readable timestamp") from error
    if not -NEWEST <= age <= OLDEST:
        raise BadWebhook("timestamp too far from now")


@lru_cache(maxsize=64)
def public_key(text: str) -> ec.EllipticCurvePublicKey | None:
    """As SendGrid shows it: base64, without the lines of PEM around it."""
    try:
        key = load_der_public_key(base64.b64decode(text, validate=True))
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, ec.EllipticCurvePublicKey) else None


def _report(event: Any) -> Report | None:
    """None for what makes no sense: the others of its post still count.

    Its own name for the message is left out: we go by the Message-ID that replies name.
    """
    try:
        return Report(
            event_key=_key(event),
            kind=_kind(event),
            occurred_at=instant(event["timestamp"]),
            message_id=uuid(event.get(MESSAGE)),
            handover_id=uuid(event.get(HANDOVER)),
            detail=_detail(event),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _key(event: Mapping[str, Any]) -> str:
    told = [str(event.get(name)) for name in ("sg_message_id", "event", "timestamp", "email")]
    return sha256("\n".join(told).encode()).hexdigest()


def _kind(event: Mapping[str, Any]) -> str:
    name, reason = str(event["event"]), str(event.get("reason"))
    if name == "deferred" and is_full("", str(event.get("response"))):
        return "soft_bounced"
    if name == "bounce" and (event.get("type") in NOT_FOR_GOOD or is_full("", reason)):
        return "soft_bounced"
    if name == "dropped" and reason.casefold() in LISTED:
        return "suppressed"
    return KINDS.get(name, "other")


def _detail(event: Mapping[str, Any]) -> dict[str, str]:
    """What explains the event, without the address it is about."""
    if event["event"] in TROUBLES:
        reason = event.get("reason")
        return lines(
            type=event.get("type") or event["event"],
            subtype=event.get("bounce_classification") or reason,
            code=event.get("status"),
            diagnostic=event.get("response") or reason,
        )
    return lines(
        agent=event.get("useragent"),
        ip=event.get("ip"),
        machine="1" if event.get("sg_machine_open") is True else None,
    )
