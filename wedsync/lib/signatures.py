"""Standard Webhooks signatures (the scheme Svix made common): HMAC-SHA256 over id.time.body.

Several signatures may stand in the header, separated by spaces, so that secrets can rotate.
"""

import base64
import binascii
import datetime as dt
import hmac
from hashlib import sha256

TOLERANCE = dt.timedelta(minutes=5)


class BadSignature(ValueError):
    """Missing, malformed, too old, too new, or not made with our secret."""


def sign(secret: str, message_id: str, at: dt.datetime, body: bytes) -> str:
    """`v1,<base64>`; `secret` is `whsec_` and base64, `at` is aware."""
    stamp = str(int(at.timestamp()))
    return "v1," + base64.b64encode(_mac(secret, message_id, stamp, body)).decode()


def verify(
    secret: str, message_id: str, stamp: str, signature: str, *, body: bytes, now: dt.datetime
) -> None:
    """Raise BadSignature unless one of the signatures is ours and `stamp` is fresh."""
    _check_age(stamp, now)
    expected = _mac(secret, message_id, stamp, body)
    if not any(hmac.compare_digest(expected, given) for given in _candidates(signature)):
        raise BadSignature("no matching signature")


def _check_age(stamp: str, now: dt.datetime) -> None:
    try:
        at = dt.datetime.fromtimestamp(int(stamp), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BadSignature("no readable timestamp") from error
    if abs(now - at) > TOLERANCE:
        raise BadSignature("timestamp too far from now")


def _candidates(header: str) -> list[bytes]:
    found = []
    for part in header.split():
        version, _, encoded = part.partition(",")
        try:
            raw = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            continue
        if version == "v1":
            found.append(raw)
    return found


def _mac(secret: str, message_id: str, stamp: str, body: bytes) -> bytes:
    key = base64.b64decode(secret.removeprefix("whsec_") + "==")
    if not key:
        raise BadSignature("an empty secret signs nothing")
    return hmac.digest(key, f"{message_id}.{stamp}.".encode() + body, sha256)
