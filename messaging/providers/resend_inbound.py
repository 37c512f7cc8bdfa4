"""A mail that Resend received: its event only names it, what is in it is fetched afterwards."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import requests

from messaging.providers.letter import Headers, Mail, by_name, reply_of
from messaging.providers.pieces import line
from messaging.providers.protocol import Reply

RECEIVED = "email.received"


def announced(event_key: str, data: Mapping[str, Any], at: dt.datetime) -> Reply:
    """Without a word of what was written. Raises KeyError and the like for what is no mail."""
    mail = Mail(
        sender=str(data["from"]),
        to=str(data["to"][0]),
        subject=line(data.get("subject"), 500),
        files=len(data.get("attachments") or ()),
    )
    return replace(reply_of(mail, event_key, at, str(data["email_id"])), announced=True)


def read_letter(response: requests.Response, reply: Reply) -> Reply | None:
    """The whole of it; None where the answer can't be read, or there will be one later."""
    if response.status_code == requests.codes.not_found:
        return replace(reply, announced=False)  # it is gone, and all we have is that it was there
    try:
        told = response.json() if response.ok else {}
        mail = Mail(
            sender=str(told["from"]),
            to=reply.to,
            subject=line(told.get("subject"), 500),
            text=str(told.get("text") or ""),
            html=str(told.get("html") or ""),
            headers=_headers(told.get("headers") or {}),
            files=reply.media,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return reply_of(mail, reply.event_key, reply.occurred_at, reply.provider_message_id)


def _headers(told: Mapping[str, Any] | Iterable[Mapping[str, Any]]) -> Headers:
    """As a mapping, or as a list of names and values; a value may be a list itself."""
    pairs = told.items() if isinstance(told, Mapping) else ((h["name"], h["value"]) for h in told)
    return by_name(
        (str(name), str(value[0] if isinstance(value, list) else value)) for name, value in pairs
    )
