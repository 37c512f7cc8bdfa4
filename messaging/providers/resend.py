"""Resend: up to 100 distinct mails a call, under a key that makes repeating harmless for a day.

Anymail's backend can send one body to many, and can't set `Idempotency-Key` (its `esp_extra`
goes into the JSON body); `BulkResend` adds both and leaves the rest to Anymail.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar
from urllib.parse import quote
from uuid import UUID

import orjson
import requests
from anymail.backends.resend import EmailBackend, ResendPayload
from anymail.message import AnymailMessage
from django.conf import settings

from messaging.providers import mail
from messaging.providers.answers import Means, Row, Said, understand
from messaging.providers.kept import Kept
from messaging.providers.network import DETOURS, Settled, call, retry_after
from messaging.providers.protocol import (
    Accepted,
    Answer,
    Batch,
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
from messaging.providers.resend_inbound import read_letter
from messaging.providers.resend_webhook import read_webhook
from wedsync.lib.worded import worded

ANSWERS = (
    Row(401, Means.MISCONFIGURED),
    Row(403, Means.MISCONFIGURED),
    # Under this key a call was accepted, with other bytes; or is just under way.
    Row(409, Means.BEFORE, says="invalid_idempotent_request"),
    Row(409, Means.UNKNOWN),
    Row(429, Means.QUOTA, says="daily_quota_exceeded"),
    Row(429, Means.QUOTA, says="monthly_quota_exceeded"),
    Row(429, Means.RATE),
    Row(range(400, 500), Means.REFUSED),
    Row(range(500, 600), Means.UNKNOWN),
)
# An address that every parser reads as it stands, and headers that mean something to Anymail.
PLAIN = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
FRAMES = 64  # senders whose part of a mail is kept
NOBODY = UUID(int=0)
ADDRESSING = frozenset({"from", "to", "reply-to"})


class BulkResend(Settled, EmailBackend):  # type: ignore[misc]  # Anymail has no types
    """Anymail's backend with distinct mails in one call and an idempotency key."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._framed = lru_cache(FRAMES)(self._frame)

    def write(self, batch: Batch) -> bytes:
        """The bytes on the wire; the same batch always gives the same bytes."""
        mails = [self.mail(envelope) for envelope in batch.envelopes]
        return orjson.dumps(mails, option=orjson.OPT_SORT_KEYS)

    def mail(self, envelope: Envelope) -> dict[str, Any]:
        """One mail as Anymail writes it, which is slow: what mails share is written once."""
        if not _is_plain(envelope):
            return self._by_anymail(envelope)
        headers = {"headers": dict(envelope.headers)} if envelope.headers else {}
        shared = self._framed(envelope.sender, envelope.reply_to)
        return {**shared, **_own(envelope), **headers}

    def _frame(self, sender: str, reply_to: str) -> dict[str, Any]:
        return self._by_anymail(Envelope(NOBODY, "a@b.example", sender, reply_to, "-", "-"))

    def _by_anymail(self, envelope: Envelope) -> dict[str, Any]:
        data: dict[str, Any] = ResendPayload(_mail(envelope), self.send_defaults, self).data
        return data

    def post(self, body: bytes, key: str) -> requests.Response:
        self.open()  # kept for the next call: one connection a thread
        headers = {
            "Authorization": f"Bearer {self.api_key}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            "x-batch-validation": "strict",  # permissive answers no longer align with the input
        }
        url = f"{self.api_url}emails/batch"
        session: requests.Session = self.session
        return session.post(
            url, data=body, headers=headers, timeout=self.timeout, allow_redirects=DETOURS
        )

    def received(self, name: str) -> requests.Response:
        """What somebody wrote to us."""
        self.open()
        url = f"{self.api_url}emails/receiving/{quote(name, safe='')}"
        headers = {"Authorization": f"Bearer {self.api_key}"}
        session: requests.Session = self.session
        return session.get(url, headers=headers, timeout=self.timeout)


class Provider:
    key: ClassVar = "resend"
    channels: ClassVar = frozenset({"email"})
    batch: ClassVar = 100
    calls_per_second: ClassVar = 5.0  # a team's default limit
    repeatable_for: ClassVar = dt.timedelta(hours=23)  # keys are kept 24 h; an hour of margin
    credentials: ClassVar = {
        "api_key": worded("begins with re_"),
        "webhook_secret": worded("begins with whsec_, from the webhook's page"),
    }
    signed_by: ClassVar = "webhook_secret"

    def digest(self, batch: Batch) -> bytes:
        return mail.digest(batch, _kept.get(settings.RESEND_API_URL, "re_digest").write)

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        if not (api_key := credentials.get("api_key")):
            return Misconfigured("this account has no api_key")
        backend = _kept.get(settings.RESEND_API_URL, api_key)
        body = mail.written(batch, backend.write)
        if isinstance(body, Refused):
            return body
        return call(
            lambda: backend.post(body, batch.key), lambda told: read(told, len(batch.envelopes))
        )

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        """Resend has no list to search; after a day its reports are all there is."""
        return Unclear("Resend can be asked by repeating only, and it is too late for that")

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        return read_webhook(secret, hook.headers, hook.body, now)

    def fetch(self, credentials: Mapping[str, str], reply: Reply) -> Reply | None:
        backend = _kept.get(settings.RESEND_API_URL, credentials.get("api_key", ""))
        try:
            return read_letter(backend.received(reply.provider_message_id), reply)
        except (requests.RequestException, UnicodeError):
            return None


def read(response: requests.Response, expected: int) -> Answer:
    """What an HTTP answer means for the whole batch (resend.com/docs: errors, rate limits)."""
    if response.status_code in {requests.codes.ok, requests.codes.created}:
        return _accepted(response, expected)
    name, text = _error(response)
    return understand(ANSWERS, Said(response.status_code, name, text, retry_after(response)))


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
    return str(body.get("name", ""))[:60], str(body.get("message", ""))[:200]


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
        "tags": _tags(envelope),
        **({"html": envelope.html} if envelope.html else {}),
    }


def _tags(envelope: Envelope) -> list[dict[str, str]]:
    """Comes back with every webhook: finds the message even before we noted the answer."""
    return [{"name": "message", "value": str(envelope.message_id)}]


def _mail(envelope: Envelope) -> AnymailMessage:
    return mail.mail_of(envelope, esp_extra={"tags": _tags(envelope)})


def _open(url: str, api_key: str) -> BulkResend:
    return BulkResend(api_url=url, api_key=api_key)


_kept = Kept(_open)
