"""A message as Twilio shows it, now and in the form of its callbacks."""

from email.utils import formatdate
from typing import Any, Final
from urllib.parse import urlencode

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.providers.twilio import numbers
from wedsync.sandbox.providers.twilio.prices import price

VERSION: Final = "2010-04-01"
UNSENT: Final = frozenset({"accepted", "queued"})


def shown(accepted: Accepted, text: str, now: float) -> dict[str, Any]:
    """Price, and with a Messaging Service sender and segments, are known once it is sent."""
    draft, further = accepted.draft, accepted.draft.further
    status, since = _status(accepted, now)
    sent, error = status not in UNSENT, _error(further, status)
    early = further["service"] and not sent
    uri = f"/{VERSION}/Accounts/{further['account']}/Messages/{draft.id}"
    return {
        "sid": draft.id,
        "account_sid": further["account"],
        "api_version": VERSION,
        "body": text,
        "date_created": formatdate(accepted.at),
        "date_updated": formatdate(since),
        "date_sent": formatdate(since) if sent else None,
        "direction": "outbound-api",
        "error_code": error,
        "error_message": numbers.REPORTED[error][1] if error else None,
        "from": None if early else further["from"],
        "messaging_service_sid": further["service"] or None,
        "num_media": "0",
        "num_segments": "0" if early else str(further["segments"]),
        "price": price(draft.to[0], further["segments"]) if sent else None,
        "price_unit": "USD" if sent else None,
        "status": status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": draft.to[0],
        "uri": f"{uri}.json",
    }


def page(messages: list[dict[str, Any]], query: dict[str, str], path: str) -> dict[str, Any]:
    """`messages` may hold one more than a page: then another page follows."""
    size, number = int(query["PageSize"]), int(query["Page"])
    more = len(messages) > size

    def uri(nth: int) -> str:
        return f"{path}?{urlencode({**query, 'Page': nth})}"

    return {
        "messages": messages[:size],
        "page": number,
        "page_size": size,
        "start": number * size,
        "end": number * size + max(0, min(len(messages), size) - 1),
        "first_page_uri": uri(0),
        "previous_page_uri": uri(number - 1) if number else None,
        "next_page_uri": uri(number + 1) if more else None,
        "uri": uri(number),
    }


def callback(accepted: Accepted, step: Step) -> dict[str, str]:
    """A forged one (deed "complained") claims the carrier blocked it: believing it does harm."""
    draft, further = accepted.draft, accepted.draft.further
    status = "undelivered" if step.deed == "complained" else step.deed
    error = 30004 if step.deed == "complained" else _error(further, status)
    form = {
        "AccountSid": further["account"],
        "ApiVersion": VERSION,
        "MessageSid": draft.id,
        "MessageStatus": status,
        "SmsSid": draft.id,
        "SmsStatus": status,
        "From": further["from"],
        "To": draft.to[0],
    }
    if further["service"]:
        form["MessagingServiceSid"] = further["service"]
    if error:
        form |= {"ErrorCode": str(error), "ErrorMessage": numbers.REPORTED[error][1]}
    return form


def _status(accepted: Accepted, now: float) -> tuple[str, float]:
    """The status and when it came; before the first step, the one a message begins with."""
    past = [step for step in accepted.story if accepted.at + step.after <= now]
    if past:
        return past[-1].deed, accepted.at + past[-1].after
    return "accepted" if accepted.draft.further["service"] else "queued", accepted.at


def _error(further: Any, status: str) -> int | None:
    error: int | None = further["error"] if status in {"failed", "undelivered"} else None
    return error
