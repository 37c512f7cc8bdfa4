"""Everything that reports back: how to make it speak, and who judges whether it was it."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

import requests
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tests.wedsync.sandbox.letters import mail, post
from tests.wedsync.sandbox.providers.clients import CLIENTS
from tests.wedsync.sandbox.providers.twilio import sdk
from tests.wedsync.sandbox.receiver import Got, Receiver
from wedsync.sandbox.client import Client
from wedsync.sandbox.config import (
    MAILGUN_SIGNING_KEY,
    SENDGRID_INBOUND_PASSWORD,
    SENDGRID_PUBLIC_KEY,
)

FRESH = 1800  # seconds; what is older is a replay
GUEST, VENUE = "Ada <ada@example.org>", "hello@venue.example"


@dataclass(frozen=True)
class Speaker:
    """`speak` makes it report back `times` times."""

    speak: Callable[[Client, Receiver], object]
    times: int
    genuine: Callable[[Client, Receiver, Got], bool]


def by_svix(sandbox: Client, receiver: Receiver, got: Got) -> bool:
    return got.genuine


def by_twilio(sandbox: Client, receiver: Receiver, got: Got) -> bool:
    return "form" in got.headers["content-type"] and sdk.genuine(receiver, got)


def by_mailgun_event(sandbox: Client, receiver: Receiver, got: Got) -> bool:
    return _mailgun(sandbox, json.loads(got.body).get("signature", {}))


def by_mailgun_form(sandbox: Client, receiver: Receiver, got: Got) -> bool:
    return _mailgun(sandbox, dict(parse_qsl(got.body.decode())))


def by_sendgrid_key(sandbox: Client, receiver: Receiver, got: Got) -> bool:
    stamp = got.headers.get("x-twilio-email-event-webhook-timestamp", "")
    signature = got.headers.get("x-twilio-email-event-webhook-signature", "")
    key = load_der_public_key(base64.b64decode(SENDGRID_PUBLIC_KEY))
    assert isinstance(key, ec.EllipticCurvePublicKey)
    try:
        data = stamp.encode() + got.body
        key.verify(base64.b64decode(signature), data, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return _fresh(sandbox, stamp)


def by_password(sandbox: Client, receiver: Receiver, got: Got) -> bool:
    told = base64.b64encode(f"sendgrid:{SENDGRID_INBOUND_PASSWORD}".encode()).decode()
    return got.headers.get("authorization") == f"Basic {told}"


def _mailgun(sandbox: Client, block: dict[str, str]) -> bool:
    if not block.keys() >= {"timestamp", "token", "signature"}:
        return False
    told = f"{block['timestamp']}{block['token']}".encode()
    good = hmac.digest(MAILGUN_SIGNING_KEY.encode(), told, hashlib.sha256).hex()
    return good == block["signature"] and _fresh(sandbox, block["timestamp"])


def _fresh(sandbox: Client, stamp: str) -> bool:
    return abs(sandbox.clock()["now"] - int(stamp)) < FRESH


def _status(sandbox: Client, receiver: Receiver) -> None:
    back = f"{receiver.url}/hooks/twilio/7"
    client = sdk.twilio(sandbox)
    client.messages.create(to=sdk.GUEST, from_=sdk.VENUE, body="Hi", status_callback=back)


def _mailgun_mail(sandbox: Client, receiver: Receiver) -> None:
    url = f"{sandbox.mailgun_url}venue.example/messages"
    told = {"from": VENUE, "to": "ada@example.org", "subject": "Hi", "text": "Hi"}
    requests.post(url, told, auth=("api", "key-test"), timeout=5).raise_for_status()


def _writes(provider: str) -> Callable[[Client, Receiver], object]:
    def speak(sandbox: Client, receiver: Receiver) -> object:
        return sandbox.inbound(provider=provider, from_=GUEST, to=VENUE, text="Is there parking?")

    return speak


def _texts(channel: str) -> Callable[[Client, Receiver], object]:
    def speak(sandbox: Client, receiver: Receiver) -> object:
        return sandbox.inbound(channel, from_=sdk.GUEST, to=sdk.VENUE, text="Is there parking?")

    return speak


SPEAKERS = {
    "Resend's events": Speaker(lambda sandbox, _: post(sandbox, mail()), 2, by_svix),
    "Mailgun's events": Speaker(_mailgun_mail, 1, by_mailgun_event),
    "SendGrid's events": Speaker(lambda s, _: CLIENTS["sendgrid"](s), 2, by_sendgrid_key),
    "Twilio's callbacks": Speaker(_status, 2, by_twilio),
    "an SMS": Speaker(_texts("sms"), 1, by_twilio),
    "a WhatsApp message": Speaker(_texts("whatsapp"), 1, by_twilio),
    "a mail by Resend": Speaker(_writes("resend"), 1, by_svix),
    "a mail by Mailgun": Speaker(_writes("mailgun"), 1, by_mailgun_form),
    "a mail by SendGrid": Speaker(_writes("sendgrid"), 1, by_password),
}
