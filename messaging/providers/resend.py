"""Resend: up to 100 distinct mails a call, under a key that makes repeating harmless for a day.

Anymail's backend can send one body to many, and can't set `Idempotency-Key` (its `esp_extra`
goes into the JSON body); `BulkResend` adds both and leaves the rest to Anymail.
"""

import datetime as dt
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, ClassVar

import orjson
import requests
from anymail.backends.resend import EmailBackend, ResendPayload
from anymail.message import AnymailMessage
from django.conf import settings

from messaging.providers.network import definitely_not_sent
from messaging.providers.protocol import (
    Accepted,
    Answer,
    Batch,
    Deferred,
    Envelope,
    Evidence,
    Hook,
    Misconfigured,
    Refused,
    Reply,
    Report,
    Unclear,
    Unknown,
)
from messaging.providers.resend_webhook import read_webhook

QUOTA = frozenset({"daily_quota_exceeded", "monthly_quota_exceeded"})
QUOTA_PAUSE = 3600.0  # seconds; a used-up quota is not asked every second
DEFAULT_PAUSE = 1.0
# An address that every parser reads as it stands, and headers that mean something to Anymail.
PLAIN = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
ADDRESSING = frozenset({"from", "to", "reply-to"})

_local = threading.local()


class BulkResend(EmailBackend):  # type: ignore[misc]  # Anymail has no types
    """Anymail's backend with distinct mails in one call and an idempotency key."""

    def body(self, batch: Batch) -> bytes:
        """The bytes on the wire; the same batch always gives the same bytes.

        Asked for twice, for the digest and for the call: the last one is kept.
        """
        kept: tuple[Batch, bytes] | None = getattr(_local, "body", None)
        if kept is None or kept[0] is not batch:
            kept = _local.body = batch, self._written(batch)
        return kept[1]

    def _written(self, batch: Batch) -> bytes:
        shared: dict[tuple[str, str], dict[str, Any]] = {}
        mails = [self.mail(envelope, shared) for envelope in batch.envelopes]
        return orjson.dumps(mails, option=orjson.OPT_SORT_KEYS)

    def mail(
        self, envelope: Envelope, shared: dict[tuple[str, str], dict[str, Any]]
    ) -> dict[str, Any]:
        """One mail as Anymail writes it, which is slow: what mails share is written once."""
        if not _is_plain(envelope):
            return self._by_anymail(envelope)
        frame = envelope.sender, envelope.reply_to
        if frame not in shared:
            shared[frame] = self._by_anymail(replace(envelope, headers={}))
        headers = {"headers": dict(envelope.headers)} if envelope.headers else {}
        return {**shared[frame], **_own(envelope), **headers}

    def _by_anymail(self, envelope: Envelope) -> dict[str, Any]:
        data: dict[str, Any] = ResendPayload(_mail(envelope), self.send_defaults, self).data
        return data

    def post(self, batch: Batch) -> requests.Response:
        self.open()  # kept for the next call: one connection a thread
        headers = {
            "Authorization": f"Bearer {self.api_key}",
            "Content-Type": "application/json",
            "Idempotency-Key": batch.key,
            "x-batch-validation": "strict",  # permissive answers no longer align with the input
        }
        url = f"{self.api_url}emails/batch"
        session: requests.Session = self.session
        return session.post(url, data=self.body(batch), headers=headers, timeout=self.timeout)


class Provider:
    key: ClassVar = "resend"
    channels: ClassVar = frozenset({"email"})
    batch: ClassVar = 100
    calls_per_second: ClassVar = 5.0  # a team's default limit
    repeatable_for: ClassVar = dt.timedelta(hours=23)  # keys are kept 24 h; an hour of margin
    credentials: ClassVar = {
        "api_key": "begins with re_",
        "webhook_secret": "begins with whsec_, from the webhook's page",
    }
    signed_by: ClassVar = "webhook_secret"

    def digest(self, batch: Batch) -> bytes:
        return sha256(_backend("re_digest").body(batch)).digest()

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        try:
            response = _backend(credentials["api_key"]).post(batch)
        except KeyError:
            return Misconfigured("this account has no API key")
        except requests.RequestException as error:
            if definitely_not_sent(error):
                why = f"no connection: {type(error).__name__}"
                return Deferred(why, DEFAULT_PAUSE, "network")
            return Unknown(type(error).__name__)
        return understand(response, len(batch.envelopes))

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        """Resend has no list to search; after a day its reports are all there is."""
        return Unclear("Resend can be asked by repeating only, and it is too late for that")

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        return read_webhook(secret, hook.headers, hook.body, now)


def understand(response: requests.Response, expected: int) -> Answer:  # noqa: PLR0911 -- one a case
    """What an HTTP answer means for the whole batch (resend.com/docs: errors, rate limits)."""
    name, text = _error(response)
    match response.status_code:
        case 200 | 201:
            return _accepted(response, expected)
        case 401 | 403:
            return Misconfigured(f"{name or response.status_code}: {text}")
        case 409 if name == "invalid_idempotent_request":
            return Accepted()  # an earlier call under this key was accepted, with other bytes
        case 409:
            return Unknown(name or "conflict")
        case 429:
            if name in QUOTA:
                return Deferred(name, QUOTA_PAUSE, "quota")
            return Deferred(name or "rate limited", _retry_after(response), "rate")
        case status if 400 <= status < 500:  # noqa: PLR2004 -- HTTP's client errors
            return Refused(f"{name or status}: {text}")
        case status:
            return Unknown(f"HTTP {status}")


def _accepted(response: requests.Response, expected: int) -> Answer:
    try:
        ids = [str(item["id"]) for item in response.json()["data"]]
    except (ValueError, KeyError, TypeError):
        return Unknown("an answer that can't be read")
    if len(ids) != expected:
        return Unknown(f"{len(ids)} ids for {expected} mails")
    return Accepted(ids)


def _error(response: requests.Response) -> tuple[str, str]:
    try:
        body: Any = response.json()
    except ValueError:
        return "", ""
    if not isinstance(body, dict):
        return "", ""
    return str(body.get("name", "")), str(body.get("message", ""))[:200]


def _retry_after(response: requests.Response) -> float:
    try:
        return max(0.0, float(response.headers.get("retry-after", DEFAULT_PAUSE)))
    except ValueError:
        return DEFAULT_PAUSE


def _is_plain(envelope: Envelope) -> bool:
    """Anymail would change nothing about its address and headers."""
    ordinary = ADDRESSING.isdisjoint(name.lower() for name in envelope.headers)
    return ordinary and PLAIN.fullmatch(envelope.to) is not None


def _own(envelope: Envelope) -> dict[str, Any]:
    """What no other mail of the batch has."""
    return {
        "to": [envelope.to],
        "subject": envelope.subject,
        "text": envelope.text,
        "html": envelope.html,
        "tags": _tags(envelope),
    }


def _tags(envelope: Envelope) -> list[dict[str, str]]:
    """Comes back with every webhook: finds the message even before we noted the answer."""
    return [{"name": "message", "value": str(envelope.message_id)}]


def _mail(envelope: Envelope) -> AnymailMessage:
    mail = AnymailMessage(
        subject=envelope.subject,
        body=envelope.text,
        from_email=envelope.sender,
        to=[envelope.to],
        reply_to=[envelope.reply_to] if envelope.reply_to else None,
        headers=dict(envelope.headers),
        esp_extra={"tags": _tags(envelope)},
    )
    mail.attach_alternative(envelope.html, "text/html")
    return mail


def _backend(api_key: str) -> BulkResend:
    """One kept connection per thread, address and key."""
    kept: dict[tuple[str, str], BulkResend] = _local.__dict__.setdefault("backends", {})
    where = settings.RESEND_API_URL, api_key
    if where not in kept:
        kept[where] = BulkResend(api_url=where[0], api_key=where[1])
    return kept[where]
