"""Mailgun: one mail a call. There are no keys, so a lost answer is looked for in its event log."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

import requests
from anymail.backends.mailgun import EmailBackend, MailgunPayload
from django.conf import settings

from messaging.providers import mail, posted
from messaging.providers.answers import Means, Row, Said, understand
from messaging.providers.kept import Kept
from messaging.providers.mailgun_inbound import read_letter
from messaging.providers.mailgun_webhook import id_of, id_of_mail, read_webhook
from messaging.providers.network import DETOURS, Settled, call, retry_after, seconds
from messaging.providers.pieces import part
from messaging.providers.protocol import (
    Absent,
    Accepted,
    Answer,
    Batch,
    Evidence,
    Found,
    Hook,
    Misconfigured,
    Refused,
    Reply,
    Report,
    Unclear,
    Unknown,
)
from wedsync.lib.worded import worded

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SKEW = dt.timedelta(minutes=2)  # between their clock and ours
MOST_EVENTS = 300  # in one answer
WAIT = "try again after "  # seconds, in the text of a 429

ANSWERS = (
    Row(200, Means.MISCONFIGURED, says="magnificent"),  # what any wrong path says
    Row(400, Means.ADDRESS, says="to parameter is not a valid address"),
    Row(400, Means.REFUSED),
    Row(401, Means.MISCONFIGURED),
    Row(403, Means.MISCONFIGURED),
    Row(404, Means.MISCONFIGURED),  # "Domain not found", or the other region's
    Row(405, Means.MISCONFIGURED),
    Row(408, Means.UNKNOWN),
    Row(413, Means.REFUSED),
    Row(429, Means.RATE),
    Row(range(400, 500), Means.REFUSED),
    Row(range(500, 600), Means.UNKNOWN),  # seen for mails that were delivered all the same
)


class Mailgun(Settled, EmailBackend):  # type: ignore[misc]  # Anymail has no types
    """Anymail's backend; the answers are read here, row by row."""

    @property
    def url(self) -> str:
        return f"{self.api_url}{quote(self.sender_domain, safe='')}"

    def write(self, batch: Batch) -> bytes:
        one = mail.mail_of(
            batch.envelopes[0], metadata=mail.marks(batch), track_opens=False, track_clicks=False
        )
        payload = MailgunPayload(one, self.send_defaults, self)
        return urlencode(payload.serialize_data(), doseq=True).encode()

    def post(self, body: bytes) -> requests.Response:
        return self._request("POST", "messages", data=body, headers=FORM)

    def events(self, recipient: str, since: dt.datetime) -> requests.Response:
        asked = {
            "recipient": recipient,
            "begin": f"{(since - SKEW).timestamp():.0f}",
            "ascending": "yes",
            "limit": str(MOST_EVENTS),
        }
        return self._request("GET", "events", params=asked)

    def _request(self, method: str, what: str, **options: Any) -> requests.Response:
        self.open()  # kept for the next call: one connection a thread
        session: requests.Session = self.session
        auth = ("api", self.api_key)
        url = f"{self.url}/{what}"
        options |= {"timeout": self.timeout, "allow_redirects": DETOURS}
        return session.request(method, url, auth=auth, **options)


class Provider:
    key: ClassVar = "mailgun"
    channels: ClassVar = frozenset({"email"})
    batch: ClassVar = 1
    calls_per_second: ClassVar = 20.0  # they publish no number
    repeatable_for: ClassVar = dt.timedelta(0)
    credentials: ClassVar = {
        "api_key": worded("a sending key of the domain"),
        "domain": worded("the sending domain, such as mg.example.com"),
        "region": worded("eu, or nothing for the United States"),
        "signing_key": worded("the HTTP webhook signing key, from the page of API keys"),
    }
    signed_by: ClassVar = "signing_key"

    def digest(self, batch: Batch) -> bytes:
        return mail.digest(batch, _kept.get(settings.MAILGUN_API_URL, "none", "none.invalid").write)

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        if not (backend := _backend(credentials)):
            return Misconfigured("this account needs an api_key and a domain")
        body = mail.written(batch, backend.write)
        if isinstance(body, Refused):
            return body
        return call(lambda: backend.post(body), read)

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        if not (backend := _backend(credentials)):
            return Unclear("the account has no api_key or no domain")
        try:
            response = backend.events(batch.envelopes[0].to, since)
        except (requests.RequestException, UnicodeError) as error:
            return Unclear(type(error).__name__)
        return evidence(response, batch.key)

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        if posted.is_form(hook):
            return [read_letter(secret, hook, now)]
        return read_webhook(secret, hook, now)


def read(response: requests.Response) -> Answer:
    """What an HTTP answer means (documentation.mailgun.com: messages, errors)."""
    told = _json(response)
    text = str(told.get("message", "")) if isinstance(told, dict) else response.text
    if response.status_code == requests.codes.ok and text.startswith("Queued"):
        message_id = id_of_mail(told.get("id"))
        return Accepted([message_id]) if message_id else Unknown("accepted, without an id")
    return understand(ANSWERS, Said(response.status_code, text=text[:200], wait=_wait(response)))


def evidence(response: requests.Response, key: str) -> Evidence:
    """The list is asked for by documented filters; whose an event is, our own mark tells."""
    if response.status_code != requests.codes.ok:
        return Unclear(f"HTTP {response.status_code}")
    try:
        events = response.json()["items"]
        ours = [one for one in events if part(one, "user-variables", mail.HANDOVER) == key]
    except (ValueError, LookupError, TypeError):
        return Unclear("an answer that can't be read")
    if ours:
        return Found([id_of(ours[0])])
    return Absent() if len(events) < MOST_EVENTS else Unclear("more events than one answer holds")


def _json(response: requests.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _wait(response: requests.Response) -> float | None:
    """No Retry-After is documented: the wait stands in the text."""
    told = response.text.partition(WAIT)[2].split()
    return seconds(told[0]) if told else retry_after(response)


def _backend(credentials: Mapping[str, str]) -> Mailgun | None:
    key, domain = credentials.get("api_key"), credentials.get("domain")
    if not (key and domain):
        return None
    eu = credentials.get("region", "").lower() == "eu"
    return _kept.get(settings.MAILGUN_EU_API_URL if eu else settings.MAILGUN_API_URL, key, domain)


def _open(url: str, key: str, domain: str) -> Mailgun:
    return Mailgun(api_url=url, api_key=key, sender_domain=domain)


_kept = Kept(_open)
