"""SendGrid: one mail a call. It has no keys and can't be asked: its reports are the evidence."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

import requests
from anymail.backends.sendgrid import EmailBackend, SendGridPayload
from django.conf import settings
from django.utils.timezone import now as current_time

from messaging.providers import mail
from messaging.providers.answers import Means, Row, Said, understand
from messaging.providers.kept import Kept
from messaging.providers.network import DETOURS, Settled, call, retry_after, seconds
from messaging.providers.protocol import (
    Accepted,
    Answer,
    Batch,
    Evidence,
    Hook,
    Misconfigured,
    Refused,
    Reply,
    Report,
    Unclear,
)
from messaging.providers.sendgrid_inbound import read_letter
from messaging.providers.sendgrid_webhook import public_key, read_webhook
from wedsync.lib.worded import worded

ANSWERS = (
    Row(400, Means.ADDRESS, says="personalizations.0.to"),
    Row(400, Means.REFUSED),
    Row(401, Means.QUOTA, says="maximum credits exceeded"),
    Row(401, Means.MISCONFIGURED),
    Row(403, Means.MISCONFIGURED),  # a sender it doesn't know, or a key that may not send
    Row(404, Means.MISCONFIGURED),
    Row(405, Means.MISCONFIGURED),
    Row(408, Means.UNKNOWN),
    Row(413, Means.REFUSED),  # a page of HTML
    Row(429, Means.RATE),
    Row(range(400, 500), Means.REFUSED),
    Row(range(500, 600), Means.UNKNOWN),
)


class SendGrid(Settled, EmailBackend):  # type: ignore[misc]  # Anymail has no types
    """Anymail's backend without ids of its own, so that the same mail has the same bytes."""

    def write(self, batch: Batch) -> bytes:
        (one,) = batch.envelopes
        written = mail.mail_of(
            one,
            # What a reply will name, and what a double could be told by.
            {"Message-ID": f"<{mail.own_id(batch)}>"},
            metadata=mail.marks(batch),
            track_opens=False,
            track_clicks=False,
        )
        payload = SendGridPayload(written, self.send_defaults, self)
        text: str = payload.serialize_data()
        return text.encode()

    def post(self, body: bytes) -> requests.Response:
        self.open()  # kept for the next call: one connection a thread
        session: requests.Session = self.session
        headers = {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"}
        url = f"{self.api_url}mail/send"
        return session.post(
            url, data=body, headers=headers, timeout=self.timeout, allow_redirects=DETOURS
        )


class Provider:
    key: ClassVar = "sendgrid"
    channels: ClassVar = frozenset({"email"})
    batch: ClassVar = 1
    calls_per_second: ClassVar = 20.0  # they publish no number
    repeatable_for: ClassVar = dt.timedelta(0)
    credentials: ClassVar = {
        "api_key": worded("begins with SG."),
        "public_key": worded("the verification key of the signed event webhook"),
        "inbound_secret": worded(
            "stands in the address given to Inbound Parse: https://sendgrid:SECRET@…"
        ),
    }
    signed_by: ClassVar = "public_key inbound_secret"

    def digest(self, batch: Batch) -> bytes:
        return mail.digest(batch, _kept.get(settings.SENDGRID_API_URL, "none").write)

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        if not (key := credentials.get("api_key")):
            return Misconfigured("this account has no api_key")
        backend = _kept.get(settings.SENDGRID_API_URL, key)
        body = mail.written(batch, backend.write)
        if isinstance(body, Refused):
            return body
        return call(lambda: backend.post(body), partial(read, mail.own_id(batch)))

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        return Unclear("SendGrid has no list of what it accepted; its reports will tell")

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        """A key that can be read as a public one verifies events, and opens no door for letters."""
        if key := public_key(secret):
            return read_webhook(key, hook, now)
        return [read_letter(secret, hook, now)]


def read(own_id: str, response: requests.Response) -> Answer:
    """What an HTTP answer means: 202, empty, with an id in a header, is the only yes."""
    if response.status_code == requests.codes.accepted and response.headers.get("x-message-id"):
        return Accepted([own_id])
    name, text = _error(response)
    return understand(ANSWERS, Said(response.status_code, name, text, _wait(response)))


def _error(response: requests.Response) -> tuple[str, str]:
    try:
        first: Any = response.json()["errors"][0]
        return str(first.get("field") or "")[:60], str(first.get("message") or "")[:200]
    except (ValueError, LookupError, TypeError, AttributeError):
        return "", ""


def _wait(response: requests.Response) -> float | None:
    """Until the limit begins anew, by its own header, in seconds since 1970."""
    reset = seconds(response.headers.get("x-ratelimit-reset", ""), most=float("inf"))
    if reset is None or retry_after(response) is not None:
        return retry_after(response)
    return seconds(str(reset - current_time().timestamp()))


def _open(url: str, key: str) -> SendGrid:
    return SendGrid(api_url=url, api_key=key, generate_message_id=False)


_kept = Kept(_open)
