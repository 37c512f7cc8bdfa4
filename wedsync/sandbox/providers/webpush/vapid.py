"""Who sends: a token signed by the key that the browser was given (VAPID, RFC 8292)."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from wedsync.sandbox.providers.webpush.device import read
from wedsync.sandbox.providers.webpush.refusal import Refused, ready

HEADER: Final = re.compile(r"vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)")
DAY: Final = 86_400  # seconds; no token may be good for longer
HALF: Final = 32  # bytes: a signature is two numbers


@dataclass(frozen=True)
class Sender:
    """`key` in base64url, `subject` as they call themselves."""

    key: str
    subject: str


def sender(header: str, audience: str, now: float) -> Sender:
    """Raises Refused."""
    found = HEADER.fullmatch(header)
    if not found:
        raise ready("unauthorized")
    head, claims, signature, key = found.groups()
    try:
        _check(f"{head}.{claims}".encode(), read(signature), read(key))
        told: dict[str, Any] = json.loads(read(claims))
    except (ValueError, InvalidSignature):
        raise ready("bad_jwt") from None
    _fits(told, audience, now)
    return Sender(key, str(told["sub"]))


def _check(said: bytes, signature: bytes, key: bytes) -> None:
    """Raises ValueError or InvalidSignature."""
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
    if len(signature) != 2 * HALF:
        raise ValueError("a signature has 64 bytes")
    r, s = int.from_bytes(signature[:HALF]), int.from_bytes(signature[HALF:])
    point.verify(encode_dss_signature(r, s), said, ec.ECDSA(hashes.SHA256()))


def _fits(told: object, audience: str, now: float) -> None:
    if not isinstance(told, dict):
        raise ready("bad_jwt")
    if told.get("aud") != audience:
        raise Refused(403, f"BadJwtToken: aud is not {audience}")
    ends = told.get("exp")
    if not isinstance(ends, int | float) or not now < ends <= now + DAY:
        raise Refused(403, "BadJwtToken: exp is not within a day")
    if not str(told.get("sub", "")).startswith(("mailto:", "https://")):
        raise Refused(403, "BadJwtToken: sub says nothing")
