"""The secret of an API key: how it is spelled, drawn and compared.

A secret has 256 random bits, so a plain hash keeps it: there is nothing to guess.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

MARK = "wsk"
PREFIX_BYTES, SECRET_BYTES = 5, 32
SHAPE = re.compile(rf"{MARK}_([0-9a-f]{{10}})_([0-9a-f]{{64}})")


@dataclass(frozen=True)
class Secret:
    """`wsk_<prefix>_<secret>`, in hex: scanners of leaked code find it by its mark."""

    prefix: str
    text: str

    @property
    def digest(self) -> bytes:
        return sha256(self.text.encode()).digest()


def draw(prefix: str = "") -> Secret:
    """A fresh one; with `prefix`, another secret of the same key."""
    prefix = prefix or secrets.token_hex(PREFIX_BYTES)
    return Secret(prefix, f"{MARK}_{prefix}_{secrets.token_hex(SECRET_BYTES)}")


def read(text: str) -> Secret | None:
    """None for what can't be one."""
    match = SHAPE.fullmatch(text)
    return Secret(match[1], text) if match else None


def same(secret: Secret, digest: bytes | None) -> bool:
    return digest is not None and hmac.compare_digest(secret.digest, bytes(digest))
