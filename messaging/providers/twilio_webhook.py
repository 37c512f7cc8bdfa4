"""What Twilio posts to us: what became of a message, or what a person wrote.

Its signature covers the public address and every field, but no time: a captured post may be
played again, and changes nothing, because each status of a message counts once.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from twilio.request_validator import RequestValidator

from messaging.providers.protocol import BadWebhook, Hook, Reply, Report
from messaging.providers.twilio_codes import kind, meaning

FORM = "application/x-www-form-urlencoded"
KINDS: Mapping[str, str] = {
    "accepted": "accepted",
    "scheduled": "accepted",
    "queued": "accepted",
    "sending": "accepted",
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "canceled": "failed",
}
# What Twilio itself answers on SMS when it is the whole message; it has a block of its own, which
# follows the first two. On WhatsApp, and for words a vendor chose, it says so in OptOutType.
KEYWORDS: Mapping[str, frozenset[str]] = {
    "stop": frozenset(
        {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
    ),
    "start": frozenset({"start", "yes", "unstop"}),
    "help": frozenset({"help", "info"}),
}
FAILURES = frozenset({"failed", "undelivered"})
MOST_TEXT = 10_000  # characters; no channel brings more


def read_webhook(secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
    """Verify, then translate. Twilio sends no instant, so it is `now`. Raises BadWebhook."""
    fields = _genuine(RequestValidator(secret), hook)
    if not (sid := fields.get("MessageSid") or fields.get("SmsSid")):
        return []  # genuine, and about something else than a message
    if status := fields.get("MessageStatus"):
        return _reports(sid, status, fields, now)
    return [_reply(sid, fields, now)] if "Body" in fields and "From" in fields else []


def _genuine(validator: RequestValidator, hook: Hook) -> Mapping[str, str]:
    """The fields of the form; none where the post is JSON, which speaks of no message."""
    signature = hook.headers.get("x-twilio-signature", "")
    try:
        is_form = hook.headers.get("content-type", "").startswith(FORM)
        said = QueryDict(hook.body) if is_form else _hashed(hook)
        if not validator.validate(hook.url, said, signature):
            raise BadWebhook("the signature is not Twilio's")
    except (UnicodeDecodeError, SuspiciousOperation) as error:
        raise BadWebhook("this can't be read") from error
    fields = said.items() if isinstance(said, QueryDict) else ()
    return {name: str(value).replace("\x00", "") for name, value in fields}  # Postgres has no NUL


def _hashed(hook: Hook) -> str:
    """A body that isn't a form is signed by its hash, in the address. Raises BadWebhook."""
    if "bodySHA256" not in parse_qs(urlsplit(hook.url).query):
        raise BadWebhook("nothing vouches for the body")
    return hook.body.decode()


def _reports(sid: str, status: str, fields: Mapping[str, str], now: dt.datetime) -> list[Report]:
    code = _whole(fields.get("ErrorCode", ""))
    said = kind(code) if status in FAILURES else KINDS.get(status, "other")
    about = partial(Report, occurred_at=now, provider_message_id=sid)
    reports = [about(f"{sid}-{status}", said, detail=_why(code, fields))]
    if price := _price(fields):
        reports.append(about(f"{sid}-priced", "priced", detail=price))
    return reports


def _why(code: int, fields: Mapping[str, str]) -> dict[str, str]:
    """Without the numbers it is about."""
    if not code:
        return {}
    text = fields.get("ErrorMessage", "")[:200]
    return {"code": str(code), "meaning": meaning(code).value, "reason": text}


def _price(fields: Mapping[str, str]) -> dict[str, str]:
    """As Twilio writes it: negative, because it leaves the account."""
    if not fields.get("Price"):
        return {}
    return {
        "price": fields["Price"],
        "currency": fields.get("PriceUnit", "USD"),
        "segments": fields.get("NumSegments", ""),
    }


def _reply(sid: str, fields: Mapping[str, str], now: dt.datetime) -> Reply:
    sender, text = fields["From"], fields["Body"][:MOST_TEXT]
    channel = "whatsapp" if sender.startswith("whatsapp:") else "sms"
    return Reply(
        event_key=f"{sid}-received",
        channel=channel,
        sender=sender.removeprefix("whatsapp:"),
        to=fields.get("To", "").removeprefix("whatsapp:"),
        text=text,
        occurred_at=now,
        provider_message_id=sid,
        answers=fields.get("OriginalRepliedMessageSid", ""),
        media=_whole(fields.get("NumMedia", "")),
        acted_on=fields.get("OptOutType", "").lower() or _keyword(channel, text),
    )


def _keyword(channel: str, text: str) -> str:
    said = text.strip().lower() if channel == "sms" else ""
    return next((word for word, all_of_it in KEYWORDS.items() if said in all_of_it), "")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0
