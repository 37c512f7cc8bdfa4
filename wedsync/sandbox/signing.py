"""Signatures as the providers put them on their webhooks."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from functools import cache
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

P256_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def svix(secret: str, event_id: str, at: float, body: bytes) -> dict[str, str]:
    """Headers of Svix, scheme v1; `secret` is whsec_ and base64, `at` is Unix seconds."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    stamp = str(int(at))
    digest = hmac.digest(key, b".".join([event_id.encode(), stamp.encode(), body]), hashlib.sha256)
    return {
        "svix-id": event_id,
        "svix-timestamp": stamp,
        "svix-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def twilio(token: str, url: str, form: Mapping[str, str]) -> str:
    """X-Twilio-Signature: HMAC-SHA1 over the URL and the form's fields in alphabetical order."""
    told = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(token.encode(), told.encode(), hashlib.sha1)).decode()


def mailgun(key: str, event_id: str, at: float) -> dict[str, str]:
    """The block inside the body. It covers itself alone, not the event beside it."""
    stamp = str(int(at))
    token = hashlib.sha256(event_id.encode()).hexdigest()[:50]
    signature = hmac.digest(key.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hex()
    return {"timestamp": stamp, "token": token, "signature": signature}


def sendgrid(seed: str, at: float, body: bytes) -> dict[str, str]:
    """Headers of the signed event webhook: ECDSA over timestamp and raw body, base64 of DER."""
    stamp = str(int(at))
    signature = sendgrid_key(seed).sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    return {
        "x-twilio-email-event-webhook-timestamp": stamp,
        "x-twilio-email-event-webhook-signature": base64.b64encode(signature).decode(),
    }


@cache
def sendgrid_key(seed: str) -> ec.EllipticCurvePrivateKey:
    """The P-256 key whose number is the SHA-256 of the seed, brought into 1 to order - 1."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest())
    return ec.derive_private_key(number % (P256_ORDER - 1) + 1, ec.SECP256R1())
