"""The key pair by which push services know who sends (VAPID, RFC 8292)."""

from collections.abc import Mapping
from email.utils import parseaddr

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02, VapidException

from messaging.subscription import raw
from wedsync.lib.base64url import encoded

BYTES = 32  # of a private key
UNREADABLE = "the private_key is 32 bytes in base64url"


class NoKey(ValueError):
    """The account's key can't be used; the text says why, and nothing of the key."""


def new_keys() -> dict[str, str]:
    """Credentials of a new account; the services write to `subject` when something is wrong."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return {"private_key": encoded(number.to_bytes(BYTES)), "subject": f"mailto:{address}"}


def key_of(credentials: Mapping[str, str]) -> Vapid02:
    """Raises NoKey."""
    if "private_key" not in credentials:
        raise NoKey("this account has no private_key")
    try:
        held = raw(credentials["private_key"])
        key = ec.derive_private_key(int.from_bytes(held), ec.SECP256R1())
    except ValueError:
        raise NoKey(UNREADABLE) from None
    if len(held) != BYTES:
        raise NoKey(UNREADABLE)
    return Vapid02(key)


def public_key(credentials: Mapping[str, str]) -> str:
    """In base64url: what a page gives to the browser. Raises NoKey."""
    point = key_of(credentials).public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return encoded(point)


def authorization(credentials: Mapping[str, str], origin: str, until: int) -> str:
    """The header for one push service, good `until` (Unix seconds). Raises NoKey."""
    key = key_of(credentials)
    claims = {"aud": origin, "exp": until, "sub": credentials.get("subject", "")}
    try:
        return str(key.sign(claims)["Authorization"])
    except VapidException:
        raise NoKey("the subject is mailto: and an address, or https://") from None
